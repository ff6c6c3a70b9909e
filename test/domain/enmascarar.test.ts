import { expect, test } from 'vitest'
import { enmascararCelular, enmascararEmail, enmascararRut } from '../../src/domain/enmascarar.ts'

test.each([
  ['maria@example.cl', 'm****a@example.cl'],
  ['maria.jose.perez@example.cl', 'm****z@example.cl'],
  ['juan@example.cl', 'j****n@example.cl'],
  ['ana@example.cl', 'a****@example.cl'],
  ['li@example.cl', 'l****@example.cl'],
  ['x@example.cl', 'x****@example.cl'],
])('%s is shown as %s', (email, masked) => {
  expect(enmascararEmail(email)).toBe(masked)
})

test('a mobile shows its last two digits', () => {
  expect(enmascararCelular('987654321')).toBe('+56 9 •••• ••21')
})

test.each([
  ['12345678-5', '12.•••.•••-5'],
  ['9876543-3', '9.•••.•••-3'],
  ['100000-4', '•••.•••-4'],
])('%s is shown as %s', (rut, masked) => {
  expect(enmascararRut(rut)).toBe(masked)
})
