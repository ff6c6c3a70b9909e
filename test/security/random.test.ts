import { expect, it } from 'vitest'
import { systemRandom } from '../../src/security/random.ts'

it('makes 256-bit tokens and v4 UUIDs, never the same twice', () => {
  expect(Buffer.from(systemRandom.token(), 'base64url')).toHaveLength(32)
  expect(systemRandom.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(systemRandom.token()).not.toBe(systemRandom.token())
  expect(systemRandom.uuid()).not.toBe(systemRandom.uuid())
})

it('makes texts of the given length with evenly drawn characters', () => {
  const alphabet = 'ABCDEFG'
  const text = systemRandom.text(alphabet, 70_000)
  expect(text).toHaveLength(70_000)
  expect(text).toMatch(/^[A-G]+$/)
  for (const letter of alphabet) {
    // Eight standard deviations (about 93 each) around 10,000.
    expect(Math.abs(text.split(letter).length - 1 - 10_000)).toBeLessThan(750)
  }
})
