import { atMost, Gate } from '../../application/ports.ts'

/** Concurrent uploads of one process; each holds up to a megabyte from its first byte to its response. */
const MAX_CONCURRENT = 64
/** Of those, by one network: enough for a classroom, never all. */
const MAX_PER_NETWORK = 32
/** By a wider network (/24, /56, /48) that may be one subscriber's. */
const MAX_PER_WIDE_NETWORK = 48
const RETRY_AFTER_SECONDS = 10

/** Bounds the memory that uploads take. None waits: a place is held as long as its sender likes. */
export const createUploadSlots = (): Gate =>
  new Gate({
    places: MAX_CONCURRENT,
    overload: atMost(MAX_CONCURRENT, RETRY_AFTER_SECONDS),
    networkOverload: (held, isNarrow) =>
      held >= (isNarrow ? MAX_PER_NETWORK : MAX_PER_WIDE_NETWORK) ? RETRY_AFTER_SECONDS : undefined,
  })
