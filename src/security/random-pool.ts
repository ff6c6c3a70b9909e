import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4096

/** Drawn in advance: a call to the system's generator for each few bytes costs more than what they are for. */
const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES

/**
 * Bytes from the operating system's generator, given to nobody else.
 * @param count at most 4,096.
 */
export function pooledRandomBytes(count: number): Buffer {
  if (used + count > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return bytes
}
