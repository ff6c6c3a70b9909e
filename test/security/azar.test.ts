import { expect, test } from 'vitest'
import { azarDelSistema } from '../../src/security/azar.ts'

test('a token has 256 bits, a UUID is a UUID, and neither comes twice', () => {
  expect(Buffer.from(azarDelSistema.ficha(), 'base64url')).toHaveLength(32)
  expect(azarDelSistema.uuid()).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(azarDelSistema.ficha()).not.toBe(azarDelSistema.ficha())
  expect(azarDelSistema.uuid()).not.toBe(azarDelSistema.uuid())
})

test('a text has the length asked for and draws each character of the alphabet about as often', () => {
  const alfabeto = 'ABCDEFG'
  const texto = azarDelSistema.texto(alfabeto, 70_000)
  expect(texto).toHaveLength(70_000)
  expect(texto).toMatch(/^[A-G]+$/)
  for (const letra of alfabeto) {
    // Eight standard deviations (about 93 each) around 10,000.
    expect(Math.abs(texto.split(letra).length - 1 - 10_000)).toBeLessThan(750)
  }
})
