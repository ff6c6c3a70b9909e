/** Who may ask for foreign facilitators (PRODUCT “Facilitador extranjero”). */
import type { Cuenta } from './cuenta.ts'
import { type Organismo, puedePedirFacilitadores } from './organismo.ts'
import type { MotivoAlto } from './pasos.ts'

/**
 * Why an account that was proven may not ask for facilitators: only an OTEC whose identity is vouched for, in
 * force, and with a mailbox that can be told what was done in its name.
 * @param organismo what the register in force has of it.
 * @returns nothing when it may.
 */
export function impedimentoDeOtec(cuenta: Cuenta, organismo: Organismo | undefined): MotivoAlto | undefined {
  if (cuenta.estado !== 'activa') return cuenta.estado
  if ((organismo?.tipo ?? cuenta.tipoOrganismo) !== 'otec') return 'no_es_otec'
  if (!puedePedirFacilitadores(cuenta, organismo)) return 'otec_no_verificada'
  return cuenta.email === null ? 'faltan_datos' : undefined
}
