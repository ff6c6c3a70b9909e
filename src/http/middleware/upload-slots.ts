import { Overloaded } from '../../application/ports.ts'

/** Concurrent uploads of one process; each holds up to a megabyte from its first byte to its response. */
const MAX_CONCURRENT = 64
/** Of those, by one network: enough for a classroom, never all. */
const MAX_PER_NETWORK = 32
const RETRY_AFTER_SECONDS = 10

export interface UploadSlots {
  /**
   * Takes a slot for a network.
   * @returns a function that frees it.
   * @throws {Overloaded} when none is left.
   */
  take(network: string): () => void
}

/** Bounds the memory that uploads take. */
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
