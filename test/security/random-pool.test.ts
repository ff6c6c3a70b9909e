import { expect, test } from 'vitest'
import { pooledRandomBytes } from '../../src/security/random-pool.ts'

test('bytes drawn in advance are given once, however many are asked for', () => {
  const seen = new Set<string>()
  for (let n = 0; n < 5_000; n++) {
    const bytes = pooledRandomBytes(12 + (n % 21))
    expect(bytes).toHaveLength(12 + (n % 21))
    seen.add(bytes.subarray(0, 12).toString('hex'))
  }
  expect(seen.size).toBe(5_000)
})

test('who got some cannot have them changed by what is drawn later', () => {
  const mine = pooledRandomBytes(32)
  const snapshot = mine.toString('hex')
  for (let n = 0; n < 500; n++) pooledRandomBytes(32)
  expect(mine.toString('hex')).toBe(snapshot)
})
