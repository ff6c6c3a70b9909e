import { atMost, Gate } from '../../application/ports.ts'

/** Concurrent uploads of one process; each holds up to a megabyte from its first byte to its response. */
const MAX_CONCURRENT = 64
const RETRY_AFTER_SECONDS = 10

/**
 * Bounds the memory that uploads take. None waits: when all places are held, a newcomer takes that of the network
 * that holds most, while its file is still arriving (docs/decisions/0052).
 */
export const createUploadSlots = (): Gate =>
  new Gate({ places: MAX_CONCURRENT, overload: atMost(MAX_CONCURRENT, RETRY_AFTER_SECONDS) })
