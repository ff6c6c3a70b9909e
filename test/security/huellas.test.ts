import { createHmac, hkdfSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { crearHuellas } from '../../src/security/huellas.ts'
import { llave } from './claves-de-prueba.ts'

const huellas = crearHuellas(llave('raiz').bytes)

test('a fingerprint is the same for ever: HMAC-SHA-256 under a key derived for its purpose', () => {
  const clave = Buffer.from(hkdfSync('sha256', llave('raiz').bytes, '', 'huella:sesion', 32))
  const esperada = createHmac('sha256', clave).update('abc').digest('base64url')
  expect(huellas.huella('sesion', 'abc')).toBe(esperada)
  expect(crearHuellas(llave('raiz').bytes).huella('sesion', 'abc')).toBe(esperada)
})

test('a fingerprint of one purpose, value or root never stands for another', () => {
  const sesion = huellas.huella('sesion', 'abc')
  expect(huellas.coincide('sesion', 'abc', sesion)).toBe(true)
  expect(huellas.coincide('enlace', 'abc', sesion)).toBe(false)
  expect(huellas.coincide('sesion', 'abd', sesion)).toBe(false)
  expect(crearHuellas(llave('otra').bytes).coincide('sesion', 'abc', sesion)).toBe(false)
})

test.each(['', 'x', 'ñ'.repeat(43)])(
  'a fingerprint of another shape (%j) is no match, not an error',
  (guardada) => {
    expect(huellas.coincide('sesion', 'abc', guardada)).toBe(false)
  },
)

test('a short root is refused', () => {
  expect(() => crearHuellas(Buffer.alloc(31))).toThrow('32 bytes')
})
