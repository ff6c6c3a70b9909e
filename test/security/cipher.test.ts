import { expect, it } from 'vitest'
import { createCipher } from '../../src/security/cipher.ts'
import { key } from './test-keys.ts'

const cipher = createCipher([key('nueva'), key('vieja')])

it.each(['', 'Ñandú 🦤', 'x'.repeat(100_000)])('decrypts what it encrypted', (text) => {
  expect(cipher.decrypt(cipher.encrypt(text, 'aviso:1'), 'aviso:1')).toBe(text)
})

it('names version and key in the text, and never makes the same text twice', () => {
  const encrypted = cipher.encrypt('secreto', 'c')
  expect(encrypted).toMatch(/^v1\.nueva\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/)
  expect(cipher.encrypt('secreto', 'c')).not.toBe(encrypted)
})

it('decrypts texts of an older key, but not of a removed one', () => {
  const old = createCipher([key('vieja')]).encrypt('secreto', 'c')
  expect(cipher.decrypt(old, 'c')).toBe('secreto')
  expect(() => createCipher([key('nueva')]).decrypt(old, 'c')).toThrow('not among the given ones')
})

it('refuses another context', () => {
  expect(() => cipher.decrypt(cipher.encrypt('secreto', 'cuenta:1'), 'cuenta:2')).toThrow()
})

it('refuses any changed character, even one that decodes to the same bytes', () => {
  const encrypted = cipher.encrypt('secreto', 'c')
  for (let i = 0; i < encrypted.length; i++) {
    for (const other of ['A', 'B', 'w', '.', '=', '']) {
      const tampered = encrypted.slice(0, i) + other + encrypted.slice(i + 1)
      if (tampered !== encrypted) expect(() => cipher.decrypt(tampered, 'c'), tampered).toThrow()
    }
  }
})

it('refuses a text relabelled with the id of another key', () => {
  const sameBytes = { id: 'otra', bytes: key('nueva').bytes }
  const tampered = cipher.encrypt('secreto', 'c').replace('v1.nueva.', 'v1.otra.')
  expect(() => createCipher([key('nueva'), sameBytes]).decrypt(tampered, 'c')).toThrow()
})

it.each(['', 'hola', 'v1.nueva', 'v1.nueva...', 'v2.nueva.a.b.c', 'v1.nueva.AAAA.AAAA.AAAA'])(
  'refuses %j',
  (text) => {
    expect(() => cipher.decrypt(text, 'c')).toThrow()
  },
)

it('decrypts arbitrary bytes, and re-encrypts a text with the current key under its context', () => {
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
