import { expect, test } from 'vitest'
import { crearCifrador } from '../../src/security/cifrador.ts'
import { llave } from './claves-de-prueba.ts'

const cifrador = crearCifrador([llave('nueva'), llave('vieja')])

test.each(['', 'Ñandú 🦤', 'x'.repeat(100_000)])('what was encrypted comes back', (texto) => {
  expect(cifrador.descifrar(cifrador.cifrar(texto, 'aviso:1'), 'aviso:1')).toBe(texto)
})

test('the text names its version and key, and never comes twice', () => {
  const cifrado = cifrador.cifrar('secreto', 'c')
  expect(cifrado).toMatch(/^v1\.nueva\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/)
  expect(cifrador.cifrar('secreto', 'c')).not.toBe(cifrado)
})

test('a text of an older key is still read, and of a key that is gone no more', () => {
  const viejo = crearCifrador([llave('vieja')]).cifrar('secreto', 'c')
  expect(cifrador.descifrar(viejo, 'c')).toBe('secreto')
  expect(() => crearCifrador([llave('nueva')]).descifrar(viejo, 'c')).toThrow('not among the given ones')
})

test('another context is refused', () => {
  expect(() => cifrador.descifrar(cifrador.cifrar('secreto', 'cuenta:1'), 'cuenta:2')).toThrow()
})

test('any changed character is refused, also one that decodes to the same bytes', () => {
  const cifrado = cifrador.cifrar('secreto', 'c')
  for (let i = 0; i < cifrado.length; i++) {
    for (const otro of ['A', 'B', 'w', '.', '=', '']) {
      const alterado = cifrado.slice(0, i) + otro + cifrado.slice(i + 1)
      if (alterado !== cifrado) expect(() => cifrador.descifrar(alterado, 'c'), alterado).toThrow()
    }
  }
})

test('a key cannot be passed off under the id of another', () => {
  const mismos = { id: 'otra', bytes: llave('nueva').bytes }
  const alterado = cifrador.cifrar('secreto', 'c').replace('v1.nueva.', 'v1.otra.')
  expect(() => crearCifrador([llave('nueva'), mismos]).descifrar(alterado, 'c')).toThrow()
})

test.each(['', 'hola', 'v1.nueva', 'v1.nueva...', 'v2.nueva.a.b.c', 'v1.nueva.AAAA.AAAA.AAAA'])(
  '%j is refused',
  (texto) => {
    expect(() => cifrador.descifrar(texto, 'c')).toThrow()
  },
)

test('bytes that are no text come back, and a text moves to the current key under its context', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_nada, i) => i)
  expect([...cifrador.descifrarBytes(cifrador.cifrarBytes(bytes, 'documento:1'), 'documento:1')]).toEqual([
    ...bytes,
  ])
  const viejo = crearCifrador([llave('vieja')]).cifrar('secreto', 'c')
  const nuevo = cifrador.recifrar(viejo, 'c')
  expect(nuevo.startsWith(cifrador.prefijoVigente)).toBe(true)
  expect(crearCifrador([llave('nueva')]).descifrar(nuevo, 'c')).toBe('secreto')
  expect(() => cifrador.recifrar(viejo, 'otro')).toThrow()
})
