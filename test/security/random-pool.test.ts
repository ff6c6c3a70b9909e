import { expect, it } from 'vitest'
import { pooledRandomBytes } from '../../src/security/random-pool.ts'

it('never gives the same bytes twice, whatever the counts', () => {
  const seen = new Set<string>()
  for (let n = 0; n < 5_000; n++) {
    const bytes = pooledRandomBytes(12 + (n % 21))
    expect(bytes).toHaveLength(12 + (n % 21))
    seen.add(bytes.subarray(0, 12).toString('hex'))
  }
  expect(seen.size).toBe(5_000)
})

it('does not change bytes already given', () => {
  const mine = pooledRandomBytes(32)
  const snapshot = mine.toString('hex')
  for (let n = 0; n < 500; n++) pooledRandomBytes(32)
  expect(mine.toString('hex')).toBe(snapshot)
})
