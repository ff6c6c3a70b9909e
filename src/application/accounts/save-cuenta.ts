import type { Cuenta } from '../../domain/account/cuenta.ts'
import { type SaveCuentaResult, StoreUnavailable, type UnitOfWork } from '../ports.ts'

/**
 * Saves a cuenta, as long as nobody wrote it since it was read, in this transaction or before it.
 * @returns it as saved, or why it cannot be saved.
 * @throws {StoreUnavailable} ('conflicto') when another node wrote it meanwhile: rolls back, and can be
 *   retried.
 */
export async function saveCuenta(
  uow: UnitOfWork,
  cuenta: Cuenta,
): Promise<Exclude<SaveCuentaResult, 'cambio_entretanto'>> {
  const saved = await uow.cuentas.save(cuenta)
  if (saved === 'cambio_entretanto')
    throw new StoreUnavailable('conflicto', 'the cuenta was written meanwhile')
  return saved
}
