import { setImmediate } from 'node:timers/promises'
import { Overloaded } from '../../application/ports.ts'
import type { Semaphore } from '../semaphore.ts'

/** When to come back once too many wait. */
const RETRY_AFTER_SECONDS = 5

interface CacheOptions {
  /** Shared by all that is made of captchas. */
  semaphore: Semaphore
  /** Works that may wait for the semaphore. Those after them are turned away. */
  maxWaiting: number
  /** Files that are kept; the oldest unused ones go. */
  maxKept: number
}

/**
 * Files made on demand; those who ask for the same one share it, while it is made and afterwards.
 * @returns `getOrMake`, which gives the file of that id, making it if it is not kept, and throws {@link Overloaded} when too
 *   many works wait; and `has`, whether it is kept or being made.
 */
export function createCache({ semaphore, maxWaiting, maxKept }: CacheOptions) {
  const files = new Map<string, Promise<Buffer>>()

  const getOrMake = (id: string, make: () => Promise<Buffer> | Buffer): Promise<Buffer> => {
    const kept = files.get(id)
    if (!kept && semaphore.status().waiting >= maxWaiting) throw new Overloaded(RETRY_AFTER_SECONDS)
    // Other requests are attended between one work and the next.
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
