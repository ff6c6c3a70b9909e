import { searchTermsMaker } from '../accounts/search-terms.ts'
import type { Deps } from '../ports.ts'

/** Changes for each transaction: the more, the fewer rows of the index are written twice. */
const BATCH = 1000
/** After each full batch, others get the process and the database for this long. */
const PAUSE_MS = 10

/**
 * Puts some of the accounts that are new, or whose name changed, into the index by which staff find them
 * (product.md “Finding”).
 * @returns whether more may wait.
 */
export async function indexNames({
  store,
  fingerprints,
  clock,
}: Pick<Deps, 'store' | 'fingerprints' | 'clock'>): Promise<boolean> {
  if (!(await store.single.busqueda.readIsWaiting())) return false
  const done = await store.transaction(({ busqueda }) =>
    busqueda.indexWaiting(BATCH, searchTermsMaker(fingerprints)),
  )
  if (done < BATCH) return false
  await clock.sleep(PAUSE_MS)
  await store.idle()
  return true
}
