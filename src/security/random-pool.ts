import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4096

/** Drawn in advance: a system call for a few bytes costs more than using them. */
const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES

/**
 * Bytes from the operating system's generator, never given twice.
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
