import { readdirSync, readFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { setPriority } from 'node:os'

const HILOS = '/proc/self/task'
/** So begin the names of the threads of libuv's pool, where keys are hashed and pictures made. */
const DEL_POOL = 'libuv-'
/** A tenth of the share of the thread that answers, while both want the same core; all of it otherwise. */
const CORTESIA = 10

/**
 * Lets the thread that answers requests go before those that hash: a page waits for no slice of a hash's time. Only
 * where the system gives each thread a priority of its own (Linux); elsewhere nothing changes.
 * @returns how many threads give way.
 */
export async function cederElPaso(): Promise<number> {
  // The pool is made at its first use.
  await access('.')
  try {
    const delPool = readdirSync(HILOS).filter((hilo) =>
      readFileSync(`${HILOS}/${hilo}/comm`, 'utf8').startsWith(DEL_POOL),
    )
    for (const hilo of delPool) setPriority(Number(hilo), CORTESIA)
    return delPool.length
  } catch {
    return 0
  }
}
