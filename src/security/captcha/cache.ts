import { setImmediate } from 'node:timers/promises'
import type { Asker, Gate } from '../../application/ports.ts'

interface CacheOptions {
  /** Shared by images and sounds. */
  gate: Gate
  /** Pictures and sounds to keep in memory; the least recently used go first. */
  maxKept: number
}

/**
 * A cache of files made on demand; concurrent requests for a file share its making. What is turned away
 * takes no place of what is kept.
 * @returns `getOrMake`, which returns or makes the file of an id and throws {@link Overloaded} when too many
 *   wait; and `has`, whether it is cached or being made.
 */
export function createCache({ gate, maxKept }: CacheOptions) {
  const kept = new Map<string, Buffer>()
  const inProgress = new Map<string, Promise<Buffer>>()

  const keep = (id: string, file: Buffer): void => {
    kept.delete(id)
    kept.set(id, file)
    const [oldest = ''] = kept.keys()
    if (kept.size > maxKept) kept.delete(oldest)
  }
  const makeAndKeep = async (id: string, asker: Asker, make: () => Promise<Buffer> | Buffer) => {
    try {
      // Lets other requests run between one job and the next.
      const file = await gate.run(asker, () => setImmediate().then(make))
      keep(id, file)
      return file
    } finally {
      inProgress.delete(id)
    }
  }

  const getOrMake = async (
    id: string,
    asker: Asker,
    make: () => Promise<Buffer> | Buffer,
  ): Promise<Buffer> => {
    const file = kept.get(id)
    if (file) {
      keep(id, file)
      return file
    }
    const making = inProgress.get(id) ?? makeAndKeep(id, asker, make)
    inProgress.set(id, making)
    return making
  }
  return { getOrMake, has: (id: string) => kept.has(id) || inProgress.has(id) }
}
