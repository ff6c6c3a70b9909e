import { expect, test } from 'vitest'
import { bytesAlAzar } from '../../src/security/bytes-al-azar.ts'

test('bytes drawn in advance are given once, however many are asked for', () => {
  const vistos = new Set<string>()
  for (let n = 0; n < 5_000; n++) {
    const bytes = bytesAlAzar(12 + (n % 21))
    expect(bytes).toHaveLength(12 + (n % 21))
    vistos.add(bytes.subarray(0, 12).toString('hex'))
  }
  expect(vistos.size).toBe(5_000)
})

test('who got some cannot have them changed by what is drawn later', () => {
  const mios = bytesAlAzar(32)
  const copia = mios.toString('hex')
  for (let n = 0; n < 500; n++) bytesAlAzar(32)
  expect(mios.toString('hex')).toBe(copia)
})
