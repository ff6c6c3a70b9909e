import type { Cuenta } from '../domain/cuenta.ts'
import { AlmacenNoDisponible, type GuardarCuenta, type UnidadDeTrabajo } from './ports.ts'

/**
 * Writes an account that was read in the same transaction.
 * @returns whether it was kept, or which limit it would pass.
 * @throws {AlmacenNoDisponible} ('conflicto') when another node wrote it in between: the whole transaction is
 *   undone, and may be tried again.
 */
export async function guardarCuenta(
  uow: UnidadDeTrabajo,
  cuenta: Cuenta,
): Promise<Exclude<GuardarCuenta, 'cambio_entretanto'>> {
  const guardado = await uow.cuentas.guardar(cuenta)
  if (guardado === 'cambio_entretanto') throw new AlmacenNoDisponible('conflicto', 'the account was written')
  return guardado
}
