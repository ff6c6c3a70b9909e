import type { Cuenta } from '../../domain/account/cuenta.ts'
import { type SaveCuentaResult, StoreUnavailable, type UnitOfWork } from '../ports.ts'

/**
 * Writes an account that was read in the same transaction.
 * @returns whether it was kept, or which limit it would pass.
 * @throws {StoreUnavailable} ('conflicto') when another node wrote it in between: the whole transaction is
 *   undone, and may be tried again.
 */
export async function saveCuenta(
  uow: UnitOfWork,
  cuenta: Cuenta,
): Promise<Exclude<SaveCuentaResult, 'cambio_entretanto'>> {
  const saved = await uow.cuentas.save(cuenta)
  if (saved === 'cambio_entretanto') throw new StoreUnavailable('conflicto', 'the account was written')
  return saved
}
