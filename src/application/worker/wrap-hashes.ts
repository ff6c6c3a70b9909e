import type { CuentaToWrap, Deps, HashChange } from '../ports.ts'

/**
 * Puts today's scheme around some hashes of the old system that wait encrypted, while nobody else needs hashing.
 * A key that was changed meanwhile stays as it is. What cannot be opened stays too, and is not tried again: its
 * owner recovers.
 * @param limit accounts of one round.
 * @returns how many accounts were dealt with.
 */
export async function wrapHashes(
  { store, random, hasher }: Pick<Deps, 'store' | 'random' | 'hasher'>,
  limit: number,
): Promise<number> {
  // From a place of its own, so that nodes that work at once seldom take the same accounts.
  const cuentas = await store.transaction((uow) => uow.importaciones.toWrap(random.uuid(), limit))
  let done = 0
  for (const cuenta of cuentas) {
    const changes = await wrap(hasher, cuenta)
    if (!changes) break
    await store.transaction((uow) => uow.importaciones.wrap(cuenta, changes))
    done++
  }
  return done
}

/** @returns what to put in place; nothing when somebody else needs hashing. */
async function wrap(hasher: Deps['hasher'], cuenta: CuentaToWrap): Promise<HashChange[] | undefined> {
  const changes: HashChange[] = []
  for (const column of ['claveHash', 'respuestaHash'] as const) {
    const before = cuenta[column]
    if (before === null) continue
    const done = await hasher.wrap(before)
    if (done.status === 'ocupado') return undefined
    if (done.status === 'envuelto') changes.push({ column, before, after: done.hash })
  }
  return changes
}
