import { readdirSync, readFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { setPriority } from 'node:os'

const THREADS = '/proc/self/task'
/** Name prefix of the threads of libuv's pool, which hash claves and process images. */
const POOL_THREAD_PREFIX = 'libuv-'
/** A tenth of the main thread's share while both want the same core; all of it otherwise. */
const NICENESS = 10

/**
 * Gives the main thread priority over those that hash, so that a page never waits for a hash's time slice.
 * Linux only, where threads have their own priority; elsewhere it does nothing.
 * @returns how many threads were lowered.
 */
export async function lowerPoolPriority(): Promise<number> {
  // The first use creates the pool.
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
