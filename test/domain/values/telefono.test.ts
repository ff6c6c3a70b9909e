import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatCelular,
  formatTelefono,
  parseCelular,
  parseTelefono,
} from '../../../src/domain/values/telefono.ts'
import { holds } from '../properties.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

describe('a mobile number', () => {
  it.each([
    '87654321',
    '8765 4321',
    '8765-4321',
    '987654321',
    '9 8765 4321',
    '56987654321',
    '+56987654321',
    '0987654321',
    '0056 9 8765 4321',
    'tel:+56-9-8765-4321',
    '+56 9 8765 4321',
    '(+56) 9 8765.4321',
    ' +56\u00a09 8765–4321\u200b',
    '＋５６ ９ ８７６５ ４３２１',
  ])('is read from %j', (text) => {
    expect(parseCelular(text)).toEqual({ ok: true, value: '987654321' })
  })

  it.each([
    '',
    '8765432',
    '+56 8765 4321',
    '+56 9 8765 432',
    '5698765432',
    '9876543210',
    '+54 9 8765 4321',
    '223456789',
    '8765432a',
    '87654321;',
    '+87654321',
  ])('is refused in %j', (text) => {
    expect(parseCelular(text)).toEqual({ ok: false, code: 'celular_formato' })
  })

  it('is read back from how it is displayed, whatever its digits', () => {
    holds(
      fc.property(digits(8), (rest) => {
        expect(parseCelular(rest)).toEqual({ ok: true, value: `9${rest}` })
        expect(parseCelular(formatCelular(`9${rest}`))).toEqual({ ok: true, value: `9${rest}` })
      }),
    )
  })

  it('is formatted in groups', () => {
    expect(formatCelular('987654321')).toBe('+56 9 8765 4321')
  })
})

describe('a landline', () => {
  it.each([
    ['223456789', '223456789'],
    ['2 2345 6789', '223456789'],
    ['+56 2 2345 6789', '223456789'],
    ['0 2 2345 6789', '223456789'],
    ['56223456789', '223456789'],
    ['(32) 212-3456', '322123456'],
    ['+56 (75) 212 3456', '752123456'],
  ])('is read from %j as %s', (text, number) => {
    expect(parseTelefono(text)).toEqual({ ok: true, value: number })
  })

  it.each([
    '',
    '23456789',
    '2234567890',
    '987654321',
    '312123456',
    '562123456',
    '662123456',
    '742123456',
    '800801030',
    '+54 223456789',
  ])('is refused in %j', (text) => {
    expect(parseTelefono(text)).toEqual({ ok: false, code: 'telefono_formato' })
  })

  it('is read back from how it is displayed, in every area', () => {
    const areas = '32 33 34 35 41 42 43 44 45 51 52 53 55 57 58 61 63 64 65 67 71 72 73 75'.split(' ')
    const rest = fc.tuple(fc.constantFrom(...areas), digits(7))
    const number = fc.oneof(rest, fc.tuple(fc.constant('2'), digits(8))).map((parts) => parts.join(''))
    holds(
      fc.property(number, (n) => {
        expect(parseTelefono(n)).toEqual({ ok: true, value: n })
        expect(parseTelefono(formatTelefono(n))).toEqual({ ok: true, value: n })
      }),
    )
  })

  it.each([
    ['223456789', '+56 2 2345 6789'],
    ['322123456', '+56 32 212 3456'],
  ])('is formatted, for %s, as %s', (number, shown) => {
    expect(formatTelefono(number)).toBe(shown)
  })
})
