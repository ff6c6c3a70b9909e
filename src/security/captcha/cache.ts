import { setImmediate } from 'node:timers/promises'
import { Overloaded } from '../../application/ports.ts'
import type { Semaphore } from '../semaphore.ts'

/** Retry delay when too many wait. */
const RETRY_AFTER_SECONDS = 5

interface CacheOptions {
  /** Shared by images and sounds. */
  semaphore: Semaphore
  /** Jobs that may wait for the semaphore; further ones are turned away. */
  maxWaiting: number
  /** Pictures and sounds to keep in memory; the least recently used go first. */
  maxKept: number
}

/**
 * A cache of files made on demand; concurrent requests for a file share it.
 * @returns `getOrMake`, which returns or makes the file of an id and throws {@link Overloaded} when too many
 *   wait; and `has`, whether it is cached or being made.
 */
export function createCache({ semaphore, maxWaiting, maxKept }: CacheOptions) {
  const files = new Map<string, Promise<Buffer>>()

  const getOrMake = (id: string, make: () => Promise<Buffer> | Buffer): Promise<Buffer> => {
    const kept = files.get(id)
    if (!kept && semaphore.status().waiting >= maxWaiting) throw new Overloaded(RETRY_AFTER_SECONDS)
    // Lets other requests run between one job and the next.
    const file = kept ?? semaphore.run(() => setImmediate().then(make))
    files.delete(id)
    files.set(id, file)
    if (!kept) file.catch(() => files.delete(id))
    const [oldest = ''] = files.keys()
    if (files.size > maxKept) files.delete(oldest)
    return file
  }
  return { getOrMake, has: (id: string) => files.has(id) }
}
