import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cleanText,
  codePointLength,
  hasInvalidCharacters,
  normalizeHyphens,
  stripAccents,
  toAsciiDigits,
  trimEdges,
} from '../../../src/domain/values/text.ts'
import { anyText, holds } from '../properties.ts'

describe('cleanText', () => {
  it.each([
    ['  Los   Aromos\t12 ', 'Los Aromos 12'],
    ['uno\r\ndos', 'uno dos'],
    ['uno\u00a0\u3000dos', 'uno dos'],
    ['12\u200b345\u2060', '12345'],
    ['\u202eabc\u202c', 'abc'],
    ['\ufeffabc\u00ad', 'abc'],
    ['Nun\u0303ez', 'Nuñez'],
    ['e\u200b\u0301', 'é'],
    [' \u3164 ', ''],
  ])('turns %j into %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean)
  })

  it('is idempotent', () => {
    holds(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text))
      }),
    )
  })

  it('keeps HTML, quotes and template tags unchanged', () => {
    const text = `<b>"it's"</b> & <%= x %> '; DROP TABLE cuenta; --`
    expect(cleanText(text)).toBe(text)
  })
})

describe('trimEdges', () => {
  it('trims blank and invisible characters, and turns tabs into spaces', () => {
    const blank = fc.string({
      unit: fc.constantFrom(
        ...' \t\n\r\v\f\u0085\u00a0\u00ad\u1680\u200b\u200e\u200f\u2007\u2028\u2029\u202f\u2060\u2066\u2069\u2800\u3000\u3164\ufeff',
      ),
    })
    holds(
      fc.property(blank, blank, (before, after) => {
        expect(trimEdges(`${before}una\u00a0palabra${after}`)).toBe('una\u00a0palabra')
      }),
    )
    expect(trimEdges('\nLos Aromos\t12 ')).toBe('Los Aromos 12')
    expect(trimEdges('Aromos\r\n12')).toBe('Aromos\r\n12')
  })
})

describe('toAsciiDigits', () => {
  it.each(['１２３４５６７８９０', '١٢٣٤٥٦٧٨٩٠', '۱۲۳۴۵۶۷۸۹۰', '१२३४५६७८९०', '𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎', '1234567890'])(
    'converts %s',
    (text) => {
      expect(toAsciiDigits(text)).toBe('1234567890')
    },
  )
})

it('normalizes every dash to a hyphen', () => {
  expect(normalizeHyphens('-‐‑‒–—―−－﹣⁃')).toBe('-'.repeat(11))
})

describe('hasInvalidCharacters', () => {
  it.each(['a\u0000b', 'a\u001b', 'a\u007f', 'a\u0085', 'a\r\nb', 'a\tb', 'a\ufffd', 'a\ud800'])(
    'is true for %j',
    (text) => {
      expect(hasInvalidCharacters(text)).toBe(true)
    },
  )

  it.each(['Ñandú', '😀', 'Łódź', '李', "O'Higgins", ''])('is false for %j', (text) => {
    expect(hasInvalidCharacters(text)).toBe(false)
  })
})

describe('stripAccents', () => {
  it.each([
    ['ÁÉÍÓÚáéíóú', 'AEIOUaeiou'],
    ['Ñuñoa', 'Nunoa'],
    ['Marchigüe', 'Marchigue'],
    ['한국', '한국'],
  ])('turns %s into %s', (text, plain) => {
    expect(stripAccents(text)).toBe(plain)
  })

  it('is idempotent', () => {
    holds(
      fc.property(anyText, (text) => {
        expect(stripAccents(stripAccents(text))).toBe(stripAccents(text))
      }),
    )
  })
})

it('counts an emoji as one character', () => {
  expect(codePointLength('a😀ñ')).toBe(3)
})
