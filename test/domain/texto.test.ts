import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { largoEnPuntos, limpiar, sinAcentos, tieneCaracteresInvalidos } from '../../src/domain/texto.ts'
import { anyText, holds } from './properties.ts'

describe('limpiar', () => {
  test.each([
    ['  Los   Aromos\t12 ', 'Los Aromos 12'],
    ['uno\r\ndos', 'uno dos'],
    ['uno\u00a0\u3000dos', 'uno dos'],
    ['12\u200b345\u2060', '12345'],
    ['\u202eabc\u202c', 'abc'],
    ['\ufeffabc\u00ad', 'abc'],
    ['Nun\u0303ez', 'Nuñez'],
    ['e\u200b\u0301', 'é'],
    [' \u3164 ', ''],
  ])('reads %j as %j', (text, clean) => {
    expect(limpiar(text)).toBe(clean)
  })

  test('changes nothing the second time', () => {
    holds(
      fc.property(anyText, (text) => {
        expect(limpiar(limpiar(text))).toBe(limpiar(text))
      }),
    )
  })

  test('keeps HTML, quotes and template marks as they were written', () => {
    const text = `<b>"it's"</b> & <%= x %> '; DROP TABLE cuenta; --`
    expect(limpiar(text)).toBe(text)
  })
})

describe('tieneCaracteresInvalidos', () => {
  test.each(['a\u0000b', 'a\u001b', 'a\u007f', 'a\u0085', 'a\r\nb', 'a\tb', 'a\ufffd', 'a\ud800'])(
    'finds one in %j',
    (text) => {
      expect(tieneCaracteresInvalidos(text)).toBe(true)
    },
  )

  test.each(['Ñandú', '😀', 'Łódź', '李', "O'Higgins", ''])('finds none in %j', (text) => {
    expect(tieneCaracteresInvalidos(text)).toBe(false)
  })
})

describe('sinAcentos', () => {
  test.each([
    ['ÁÉÍÓÚáéíóú', 'AEIOUaeiou'],
    ['Ñuñoa', 'Nunoa'],
    ['Marchigüe', 'Marchigue'],
    ['한국', '한국'],
  ])('%s becomes %s', (text, plain) => {
    expect(sinAcentos(text)).toBe(plain)
  })

  test('changes nothing the second time', () => {
    holds(
      fc.property(anyText, (text) => {
        expect(sinAcentos(sinAcentos(text))).toBe(sinAcentos(text))
      }),
    )
  })
})

test('an emoji counts as one character', () => {
  expect(largoEnPuntos('a😀ñ')).toBe(3)
})
