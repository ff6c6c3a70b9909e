import type { Cuenta } from '../../domain/account/cuenta.ts'
import { cuentaStopReason, type StopReason } from '../../domain/account/progress.ts'
import { hasOtherRepresentante } from '../../domain/organisations/organismo.ts'
import type { Perfil } from '../../domain/perfil.ts'
import type { UnitOfWork } from '../ports.ts'

/**
 * Whether the register names another representative than the account of an organisation: then it cannot recover
 * alone, because whoever holds its mailbox or its answer may speak for it no more.
 */
export const registroNamesOther = async (uow: UnitOfWork, cuenta: Cuenta): Promise<boolean> =>
  cuenta.perfil === 'juridica' &&
  hasOtherRepresentante(cuenta, await uow.organismos.findByRut(cuenta.identificador))

/**
 * Why an account cannot recover its CS by itself; only for who has proven something.
 * @param perfil under which the recovery was begun.
 */
export async function findRecuperarStop(
  uow: UnitOfWork,
  cuenta: Cuenta,
  perfil: Perfil,
): Promise<StopReason | undefined> {
  const reason = cuentaStopReason(cuenta, perfil)
  return reason ?? ((await registroNamesOther(uow, cuenta)) ? 'otro_representante' : undefined)
}
