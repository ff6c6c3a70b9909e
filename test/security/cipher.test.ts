import { expect, test } from 'vitest'
import { createCipher } from '../../src/security/cipher.ts'
import { key } from './test-keys.ts'

const cipher = createCipher([key('nueva'), key('vieja')])

test.each(['', 'Ñandú 🦤', 'x'.repeat(100_000)])('what was encrypted comes back', (text) => {
  expect(cipher.decrypt(cipher.encrypt(text, 'aviso:1'), 'aviso:1')).toBe(text)
})

test('the text names its version and key, and never comes twice', () => {
  const encrypted = cipher.encrypt('secreto', 'c')
  expect(encrypted).toMatch(/^v1\.nueva\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/)
  expect(cipher.encrypt('secreto', 'c')).not.toBe(encrypted)
})

test('a text of an older key is still read, and of a key that is gone no more', () => {
  const old = createCipher([key('vieja')]).encrypt('secreto', 'c')
  expect(cipher.decrypt(old, 'c')).toBe('secreto')
  expect(() => createCipher([key('nueva')]).decrypt(old, 'c')).toThrow('not among the given ones')
})

test('another context is refused', () => {
  expect(() => cipher.decrypt(cipher.encrypt('secreto', 'cuenta:1'), 'cuenta:2')).toThrow()
})

test('any changed character is refused, also one that decodes to the same bytes', () => {
  const encrypted = cipher.encrypt('secreto', 'c')
  for (let i = 0; i < encrypted.length; i++) {
    for (const other of ['A', 'B', 'w', '.', '=', '']) {
      const tampered = encrypted.slice(0, i) + other + encrypted.slice(i + 1)
      if (tampered !== encrypted) expect(() => cipher.decrypt(tampered, 'c'), tampered).toThrow()
    }
  }
})

test('a key cannot be passed off under the id of another', () => {
  const sameBytes = { id: 'otra', bytes: key('nueva').bytes }
  const tampered = cipher.encrypt('secreto', 'c').replace('v1.nueva.', 'v1.otra.')
  expect(() => createCipher([key('nueva'), sameBytes]).decrypt(tampered, 'c')).toThrow()
})

test.each(['', 'hola', 'v1.nueva', 'v1.nueva...', 'v2.nueva.a.b.c', 'v1.nueva.AAAA.AAAA.AAAA'])(
  '%j is refused',
  (text) => {
    expect(() => cipher.decrypt(text, 'c')).toThrow()
  },
)

test('bytes that are no text come back, and a text moves to the current key under its context', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_item, i) => i)
  expect([...cipher.decryptBytes(cipher.encryptBytes(bytes, 'documento:1'), 'documento:1')]).toEqual([
    ...bytes,
  ])
  const old = createCipher([key('vieja')]).encrypt('secreto', 'c')
  const fresh = cipher.reencrypt(old, 'c')
  expect(fresh.startsWith(cipher.currentPrefix)).toBe(true)
  expect(createCipher([key('nueva')]).decrypt(fresh, 'c')).toBe('secreto')
  expect(() => cipher.reencrypt(old, 'otro')).toThrow()
})
