import type { Cuenta } from '../../domain/account/cuenta.ts'
import { cuentaStopReason, type StopReason } from '../../domain/account/progress.ts'
import { hasOtherRepresentante } from '../../domain/organisations/organismo.ts'
import type { Perfil } from '../../domain/perfil.ts'
import type { UnitOfWork } from '../ports.ts'

/**
 * Whether the register names another representative than the cuenta of an organisation. Then it cannot
 * recover by itself: whoever has its mailbox or respuesta may no longer represent it.
 */
export const registroNamesOther = async (uow: UnitOfWork, cuenta: Cuenta): Promise<boolean> =>
  cuenta.perfil === 'juridica' &&
  hasOtherRepresentante(cuenta, await uow.organismos.findByRut(cuenta.identificador))

/**
 * Why a cuenta cannot recover its clave by itself, if it cannot. Reveals the estado: only for who has proven
 * something.
 * @param perfil that the recovery was started with.
 */
export async function findRecuperarStop(
  uow: UnitOfWork,
  cuenta: Cuenta,
  perfil: Perfil,
): Promise<StopReason | undefined> {
  const reason = cuentaStopReason(cuenta, perfil)
  return reason ?? ((await registroNamesOther(uow, cuenta)) ? 'otro_representante' : undefined)
}
