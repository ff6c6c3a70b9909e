/** Who may ask for foreign facilitators (product.md “Facilitador”). */
import type { Cuenta } from '../account/cuenta.ts'
import type { StopReason } from '../account/progress.ts'
import { canRequestFacilitadores, type Organismo } from './organismo.ts'

/**
 * Why an account that was proven may not ask for facilitators: only an OTEC whose identity is vouched for, in
 * force, and with a mailbox that can be told what was done in its name.
 * @param organismo what the register in force has of it.
 * @returns nothing when it may.
 */
export function findOtecImpediment(cuenta: Cuenta, organismo: Organismo | undefined): StopReason | undefined {
  if (cuenta.estado !== 'activa') return cuenta.estado
  if ((organismo?.tipo ?? cuenta.tipoOrganismo) !== 'otec') return 'no_es_otec'
  if (!canRequestFacilitadores(cuenta, organismo)) return 'otec_no_verificada'
  return cuenta.email === null ? 'faltan_datos' : undefined
}
