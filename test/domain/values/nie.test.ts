import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNie } from '../../../src/domain/values/nie.ts'

describe('the number of a foreign document', () => {
  it.each([
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
    ['Nº 123456', '123456'],
    ['№ AB1234', 'AB1234'],
    ['N° AB1234', 'AB1234'],
    ['Pasaporte N° 123456', '123456'],
    ['PASAPORTE: AB123456', 'AB123456'],
    ['No. 123456', '123456'],
    ['NO123456', 'NO123456'],
    ['N123456', 'N123456'],
  ])('is read from %j as %s', (text, value) => {
    expect(parseNie(text)).toEqual({ ok: true, value })
  })

  it.each([
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
    'AB™12345',
    '1234ª56',
  ])('is refused in %j', (text) => {
    expect(parseNie(text)).toEqual({ ok: false, code: 'nie_formato' })
  })

  it('is the same whatever its case, dots, spaces and hyphens', () => {
    const characters = fc.array(fc.constantFrom('a', 'B', '7', '0', 'Z'), { minLength: 4, maxLength: 20 })
    const separator = fc.constantFrom('', ' ', '.', '-', '–')
    fc.assert(
      fc.property(characters, fc.array(separator, { minLength: 20, maxLength: 20 }), (letters, between) => {
        const typed = letters.map((letter, i) => letter.toLowerCase() + between[i]).join('')
        expect(parseNie(typed)).toEqual(parseNie(letters.join('')))
      }),
    )
  })
})
