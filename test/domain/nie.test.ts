import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNie } from '../../src/domain/values/nie.ts'

describe('the number of a foreign document', () => {
  test.each([
    ['AB123456', 'AB123456'],
    [' ab 123-456 ', 'AB123456'],
    ['a.b.1.2.3.4', 'AB1234'],
    ['AB–123—456', 'AB123456'],
    ['ＡＢ１２３４', 'AB1234'],
    ['V-12.345.678', 'V12345678'],
    ['AB123456.', 'AB123456'],
    ['CL12345678-5', 'CL123456785'],
    ['RUT: 12.345.678-5', 'RUT123456785'],
    ['Cédula de identidad N° 12.345.678-5', '123456785'],
    ['1'.repeat(20), '1'.repeat(20)],
  ])('%j reads to %s', (text, value) => {
    expect(parseNie(text)).toEqual({ ok: true, value })
  })

  test.each([
    '',
    'AB1',
    '---',
    'A'.repeat(21),
    'ÑANDU1',
    'AB/1234',
    'AB_1234',
    "AB'1234",
    '日本1234',
    '<b>1234',
  ])('%j is refused', (text) => {
    expect(parseNie(text)).toEqual({ ok: false, code: 'nie_formato' })
  })

  test('two that differ only in case, dots, blanks or hyphens are the same', () => {
    const chunks = fc.array(fc.constantFrom('a', 'B', '7', '0', 'Z'), { minLength: 4, maxLength: 20 })
    const delimiter = fc.constantFrom('', ' ', '.', '-', '–')
    fc.assert(
      fc.property(chunks, fc.array(delimiter, { minLength: 20, maxLength: 20 }), (letters, between) => {
        const typed = letters.map((letter, i) => letter.toLowerCase() + between[i]).join('')
        expect(parseNie(typed)).toEqual(parseNie(letters.join('')))
      }),
    )
  })
})
