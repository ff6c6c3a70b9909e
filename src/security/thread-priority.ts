import { readdirSync, readFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { setPriority } from 'node:os'

const THREADS = '/proc/self/task'
/** So begin the names of the threads of libuv's pool, where keys are hashed and pictures made. */
const POOL_THREAD_PREFIX = 'libuv-'
/** A tenth of the share of the thread that answers, while both want the same core; all of it otherwise. */
const NICENESS = 10

/**
 * Lets the thread that answers requests go before those that hash: a page waits for no slice of a hash's time. Only
 * where the system gives each thread a priority of its own (Linux); elsewhere nothing changes.
 * @returns how many threads give way.
 */
export async function lowerPoolPriority(): Promise<number> {
  // The pool is made at its first use.
  await access('.')
  try {
    const poolThreads = readdirSync(THREADS).filter((thread) =>
      readFileSync(`${THREADS}/${thread}/comm`, 'utf8').startsWith(POOL_THREAD_PREFIX),
    )
    for (const thread of poolThreads) setPriority(Number(thread), NICENESS)
    return poolThreads.length
  } catch {
    return 0
  }
}
