/** Who may request foreign facilitators (product.md “Facilitador”). */
import type { Cuenta } from '../account/cuenta.ts'
import type { StopReason } from '../account/progress.ts'
import { isOtecNotVigente, isVerifiedOtecInForce, type Organismo, registroStop } from './organismo.ts'

/**
 * Why a proven account may not request facilitators. It must be a verified OTEC, vigente even where that was
 * settled for its other operations, with an e-mail for the avisos of what is done in its name.
 * @param organismo its entry in the registro in force.
 * @returns undefined if it may.
 */
export function findOtecImpediment(cuenta: Cuenta, organismo: Organismo | undefined): StopReason | undefined {
  if (cuenta.estado !== 'activa') return cuenta.estado
  const stop = registroStop(cuenta, organismo)
  if (stop) return stop
  if (organismo && isOtecNotVigente(organismo)) return 'otec_no_vigente'
  if ((organismo?.tipo ?? cuenta.tipoOrganismo) !== 'otec') return 'no_es_otec'
  if (!isVerifiedOtecInForce(cuenta, organismo)) return 'otec_no_verificada'
  return cuenta.email === null ? 'faltan_datos' : undefined
}
