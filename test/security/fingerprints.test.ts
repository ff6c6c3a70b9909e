import { createHmac, hkdfSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { createFingerprints } from '../../src/security/fingerprints.ts'
import { key } from './test-keys.ts'

const fingerprints = createFingerprints(key('raiz').bytes)

test('a fingerprint is the same for ever: HMAC-SHA-256 under a key derived for its purpose', () => {
  const clave = Buffer.from(hkdfSync('sha256', key('raiz').bytes, '', 'huella:sesion', 32))
  const expected = createHmac('sha256', clave).update('abc').digest('base64url')
  expect(fingerprints.fingerprint('sesion', 'abc')).toBe(expected)
  expect(createFingerprints(key('raiz').bytes).fingerprint('sesion', 'abc')).toBe(expected)
})

test('a fingerprint of one purpose, value or root never stands for another', () => {
  const session = fingerprints.fingerprint('sesion', 'abc')
  expect(fingerprints.matches('sesion', 'abc', session)).toBe(true)
  expect(fingerprints.matches('enlace', 'abc', session)).toBe(false)
  expect(fingerprints.matches('sesion', 'abd', session)).toBe(false)
  expect(createFingerprints(key('otra').bytes).matches('sesion', 'abc', session)).toBe(false)
})

test.each(['', 'x', 'ñ'.repeat(43)])(
  'a fingerprint of another shape (%j) is no match, not an error',
  (saved) => {
    expect(fingerprints.matches('sesion', 'abc', saved)).toBe(false)
  },
)

test('a short root is refused', () => {
  expect(() => createFingerprints(Buffer.alloc(31))).toThrow('32 bytes')
})
