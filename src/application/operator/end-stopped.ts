import { findRegistroStop } from '../accounts/impediments.ts'
import type { Deps, Queries } from '../ports.ts'

const BATCH = 500

/**
 * Ends what organisations that the register in force stops have open with other systems, which are told (product.md
 * “Proofs”, 7). From the moment that it is in force it opens nothing: see `readPerson`.
 */
export async function endStopped(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  pauseMs: number,
): Promise<void> {
  for (let after = ''; ; await clock.sleep(pauseMs)) {
    const ids = await store.read(({ openId }) => openId.findSignedInOrganisations(after, BATCH))
    for (const id of await store.read((queries) => stoppedOf(queries, ids)))
      await store.transaction(({ openId }) => openId.endByCuenta(id, clock.now()))
    const last = ids.at(-1)
    if (last === undefined) return
    after = last
  }
}

async function stoppedOf(queries: Queries, ids: readonly string[]): Promise<string[]> {
  const stopped: string[] = []
  for (const id of ids) {
    const cuenta = await queries.cuentas.findById(id)
    if (cuenta && (await findRegistroStop(queries, cuenta))) stopped.push(id)
  }
  return stopped
}
