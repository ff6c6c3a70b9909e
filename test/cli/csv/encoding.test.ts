import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeAs,
  detectEncoding,
  ENCODINGS,
  type Encoding,
  isReadable,
} from '../../../src/cli/csv/encoding.ts'

/** What an old program writes for a text. */
function encodeAs(text: string, encoding: Encoding): Buffer {
  const stopPages = Buffer.from(Array.from({ length: 128 }, (_, i) => 128 + i))
  const table = [...decodeAs(stopPages, encoding)]
  return Buffer.from([...text].map((c) => (c < '\x80' ? c.charCodeAt(0) : 128 + table.indexOf(c))))
}

describe('the letters of a file that is not UTF-8', () => {
  test.each([
    ['windows-1252', 'a1f1f3fa80', '¡ñóú€'],
    ['macroman', '878e92979c9684e783eaeef286', 'áéíóúñÑÁÉÍÓÚÜ'],
    ['cp850', 'a082a1a2a3a4a5b590d6e0e99a', 'áéíóúñÑÁÉÍÓÚÜ'],
  ] as const)('are those of %s', (encoding, hex, text) => {
    expect(decodeAs(Buffer.from(hex, 'hex'), encoding)).toBe(text)
  })

  test.each(ENCODINGS)('%s is told by the names of some people, in capitals or not', (encoding) => {
    const lines = [
      'José Muñoz;Ñuñoa',
      'Raúl Peñaloza',
      'María Cáceres',
      'RAMÓN PEÑA',
      'INÉS GONZÁLEZ',
      'Agüero',
    ]
    expect(detectEncoding(lines.map((one) => encodeAs(one, encoding)))).toBe(encoding)
  })

  test.each([
    ['windows-1252', ['PEñA;JOSé', 'MUñOZ;ANDRéS', 'NUñEZ']],
    ['windows-1252', ['D’Angelo;Nº 5 – Depto. B;Muñoz']],
    ['windows-1252', ['João;François;Muñoz']],
    ['cp850', ['Ñandú;Nº 5;Peñalolén']],
    ['macroman', ['María;N° 12']],
  ] as const)('%s with signs and foreign names is told too', (encoding, lines) => {
    expect(detectEncoding(lines.map((one) => encodeAs(one, encoding)))).toBe(encoding)
  })

  test.each([
    ['one byte that is a letter of a name in two of them', encodeAs('RAÚL', 'cp850')],
    ['bytes that make sense in none', Buffer.from('Mu\xddoz', 'latin1')],
  ])('%s is not guessed', (_what, line) => {
    expect(detectEncoding([line])).toBeUndefined()
  })

  test('is never taken for another one, whatever the names', () => {
    const SAMPLE_NAMES =
      'José Muñoz Raúl Sofía Ramón Inés Zúñiga González Agüero Ángel Núñez Ibáñez Óscar Íñiguez Víctor Úrsula'
    const word = fc.constantFrom(...SAMPLE_NAMES.split(' '))
    const typed = fc.oneof(
      word,
      word.map((one) => one.toUpperCase()),
    )
    fc.assert(
      fc.property(fc.constantFrom(...ENCODINGS), fc.array(typed, { minLength: 1 }), (which, nombres) => {
        const found = detectEncoding(nombres.map((name) => encodeAs(name, which)))
        expect([which, undefined]).toContain(found)
      }),
      { numRuns: 1000 },
    )
  })

  test('a line of another encoding in the file is found, and an odd sign is no such thing', () => {
    expect(isReadable(encodeAs('Muñoz', 'macroman'), 'windows-1252')).toBe(false)
    expect(isReadable(encodeAs('Muñoz', 'windows-1252'), 'windows-1252')).toBe(true)
    expect(isReadable(encodeAs('Café® §x Muñoz', 'windows-1252'), 'windows-1252')).toBe(true)
  })
})
