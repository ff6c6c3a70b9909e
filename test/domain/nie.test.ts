import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leerNie } from '../../src/domain/nie.ts'

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
  ])('%j reads to %s', (texto, valor) => {
    expect(leerNie(texto)).toEqual({ ok: true, valor })
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
  ])('%j is refused', (texto) => {
    expect(leerNie(texto)).toEqual({ ok: false, codigo: 'nie_formato' })
  })

  test('two that differ only in case, dots, blanks or hyphens are the same', () => {
    const trozos = fc.array(fc.constantFrom('a', 'B', '7', '0', 'Z'), { minLength: 4, maxLength: 20 })
    const separador = fc.constantFrom('', ' ', '.', '-', '–')
    fc.assert(
      fc.property(trozos, fc.array(separador, { minLength: 20, maxLength: 20 }), (letras, entre) => {
        const escrito = letras.map((letra, i) => letra.toLowerCase() + entre[i]).join('')
        expect(leerNie(escrito)).toEqual(leerNie(letras.join('')))
      }),
    )
  })
})
