import { createHmac, hkdfSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { createFingerprints } from '../../src/security/fingerprints.ts'
import { key } from './test-keys.ts'

const fingerprints = createFingerprints(key('raiz').bytes)

it('computes HMAC-SHA-256 under a key derived for the purpose, which must never change', () => {
  const derived = Buffer.from(hkdfSync('sha256', key('raiz').bytes, '', 'huella:sesion', 32))
  const expected = createHmac('sha256', derived).update('abc').digest('base64url')
  expect(fingerprints.fingerprint('sesion', 'abc')).toBe(expected)
  expect(createFingerprints(key('raiz').bytes).fingerprint('sesion', 'abc')).toBe(expected)
})

it('matches only the same purpose, value and root secret', () => {
  const session = fingerprints.fingerprint('sesion', 'abc')
  expect(fingerprints.matches('sesion', 'abc', session)).toBe(true)
  expect(fingerprints.matches('enlace', 'abc', session)).toBe(false)
  expect(fingerprints.matches('sesion', 'abd', session)).toBe(false)
  expect(createFingerprints(key('otra').bytes).matches('sesion', 'abc', session)).toBe(false)
})

it.each(['', 'x', 'ñ'.repeat(43)])(
  'does not match, rather than fail on, a malformed fingerprint (%j)',
  (stored) => {
    expect(fingerprints.matches('sesion', 'abc', stored)).toBe(false)
  },
)

it('refuses a short root secret', () => {
  expect(() => createFingerprints(Buffer.alloc(31))).toThrow('32 bytes')
})
