import type { CuentaToWrap, Deps, HashChange } from '../ports.ts'

/**
 * Wraps some legacy hashes, stored encrypted, in the current scheme while nobody else needs hashing. A hash
 * that changed meanwhile stays. One that cannot be decrypted stays too and is not retried: its owner recovers
 * the clave.
 * @param limit cuentas per round.
 * @returns how many cuentas were processed.
 */
export async function wrapHashes(
  { store, random, hasher }: Pick<Deps, 'store' | 'random' | 'hasher'>,
  limit: number,
): Promise<number> {
  // A random start, so that concurrent nodes seldom take the same cuentas.
  const cuentas = await store.read(({ importaciones }) => importaciones.findToWrap(random.uuid(), limit))
  let done = 0
  for (const cuenta of cuentas) {
    const changes = await wrap(hasher, cuenta)
    if (!changes) break
    await store.transaction((uow) => uow.importaciones.wrap(cuenta, changes))
    done++
  }
  return done
}

/** @returns the new hashes; undefined when somebody else needs hashing. */
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
