import { Overloaded } from '../../application/ports.ts'

/** Forms with a file that are attended at a time: each holds up to a megabyte from its first byte to its answer. */
const MAX_CONCURRENT = 64
/** Of them, by one network address: a classroom, and never all. */
const MAX_PER_NETWORK = 32
const RETRY_AFTER_SECONDS = 10

export interface UploadSlots {
  /**
   * Takes one on from a network address.
   * @returns what lets go of it.
   * @throws {Saturado} when there are too many.
   */
  take(network: string): () => void
}

/** Bounds the memory that forms with a file take, of one process. */
export function createUploadSlots(): UploadSlots {
  const perNetwork = new Map<string, number>()
  let total = 0
  return {
    take(network) {
      const ofNetwork = perNetwork.get(network) ?? 0
      if (total >= MAX_CONCURRENT || ofNetwork >= MAX_PER_NETWORK) throw new Overloaded(RETRY_AFTER_SECONDS)
      total++
      perNetwork.set(network, ofNetwork + 1)
      return () => {
        total--
        const remaining = (perNetwork.get(network) ?? 1) - 1
        if (remaining > 0) perNetwork.set(network, remaining)
        else perNetwork.delete(network)
      }
    },
  }
}
