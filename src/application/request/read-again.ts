import { type Solicitud, StoreUnavailable, type UnitOfWork } from '../ports.ts'

/**
 * For a transaction that writes what was read before it, on the condition that it is unchanged: a conflict
 * makes the transaction run again, and then it must read again.
 * @param before what was read.
 * @param read reads it in the transaction.
 * @returns a function that gives the first run `before`, and every other run what there is now.
 */
export function readAgainOnConflict<T>(
  before: T,
  read: (uow: UnitOfWork) => Promise<T>,
): (uow: UnitOfWork) => T | Promise<T> {
  let isFirstRun = true
  return (uow) => {
    if (!isFirstRun) return read(uow)
    isFirstRun = false
    return before
  }
}

/**
 * Moves a solicitud on.
 * @param from as it was read, before the transaction or in it.
 * @throws {StoreUnavailable} ('conflicto') when it changed meanwhile or is gone: rolls back and runs again.
 */
export async function advanceSolicitud(uow: UnitOfWork, from: Solicitud, to: Solicitud): Promise<void> {
  if (!(await uow.solicitudes.advance(from, to)))
    throw new StoreUnavailable('conflicto', 'the request was written meanwhile')
}
