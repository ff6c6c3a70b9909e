import { expect, it } from 'vitest'
import { maskCelular, maskEmail, maskRut } from '../../../src/domain/values/mask.ts'

it.each([
  ['maria@example.cl', 'm****a@example.cl'],
  ['maria.jose.perez@example.cl', 'm****z@example.cl'],
  ['juan@example.cl', 'j****n@example.cl'],
  ['ana@example.cl', 'a****@example.cl'],
  ['li@example.cl', 'l****@example.cl'],
  ['x@example.cl', 'x****@example.cl'],
])('masks %s as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked)
})

it('masks a mobile except its last two digits', () => {
  expect(maskCelular('987654321')).toBe('+56 9 •••• ••21')
})

it.each([
  ['12345678-5', '12.•••.•••-5'],
  ['9876543-3', '9.•••.•••-3'],
  ['100000-4', '•••.•••-4'],
])('masks %s as %s', (rut, masked) => {
  expect(maskRut(rut)).toBe(masked)
})
