import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeAs,
  detectEncoding,
  ENCODINGS,
  type Encoding,
  isReadable,
} from '../../../src/cli/csv/encoding.ts'

/** Encodes a text as an old program would. */
function encodeAs(text: string, encoding: Encoding): Buffer {
  const highBytes = Buffer.from(Array.from({ length: 128 }, (_, i) => 128 + i))
  const table = [...decodeAs(highBytes, encoding)]
  return Buffer.from([...text].map((c) => (c < '\x80' ? c.charCodeAt(0) : 128 + table.indexOf(c))))
}

describe('the encoding of a file that is not UTF-8', () => {
  it.each([
    ['windows-1252', 'a1f1f3fa80', '¡ñóú€'],
    ['macroman', '878e92979c9684e783eaeef286', 'áéíóúñÑÁÉÍÓÚÜ'],
    ['cp850', 'a082a1a2a3a4a5b590d6e0e99a', 'áéíóúñÑÁÉÍÓÚÜ'],
  ] as const)('decodes %s', (encoding, hex, text) => {
    expect(decodeAs(Buffer.from(hex, 'hex'), encoding)).toBe(text)
  })

  it.each(ENCODINGS)('is detected as %s from a few names, in capitals or not', (encoding) => {
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

  it.each([
    ['windows-1252', ['PEñA;JOSé', 'MUñOZ;ANDRéS', 'NUñEZ']],
    ['windows-1252', ['D’Angelo;Nº 5 – Depto. B;Muñoz']],
    ['windows-1252', ['João;François;Muñoz']],
    ['cp850', ['Ñandú;Nº 5;Peñalolén']],
    ['macroman', ['María;N° 12']],
  ] as const)('is detected as %s with signs and foreign names', (encoding, lines) => {
    expect(detectEncoding(lines.map((one) => encodeAs(one, encoding)))).toBe(encoding)
  })

  it.each([
    ['a byte that is a plausible letter in two encodings', encodeAs('RAÚL', 'cp850')],
    ['bytes that are plausible in none', Buffer.from('Mu\xddoz', 'latin1')],
  ])('is not guessed from %s', (_what, line) => {
    expect(detectEncoding([line])).toBeUndefined()
  })

  it('is never mistaken for another one, whatever the names', () => {
    const SAMPLE_NAMES =
      'José Muñoz Raúl Sofía Ramón Inés Zúñiga González Agüero Ángel Núñez Ibáñez Óscar Íñiguez Víctor Úrsula'
    const word = fc.constantFrom(...SAMPLE_NAMES.split(' '))
    const written = fc.oneof(
      word,
      word.map((one) => one.toUpperCase()),
    )
    fc.assert(
      fc.property(fc.constantFrom(...ENCODINGS), fc.array(written, { minLength: 1 }), (which, names) => {
        const found = detectEncoding(names.map((name) => encodeAs(name, which)))
        expect([which, undefined]).toContain(found)
      }),
      { numRuns: 1000 },
    )
  })

  it('tells a line in another encoding from one with an odd sign', () => {
    expect(isReadable(encodeAs('Muñoz', 'macroman'), 'windows-1252')).toBe(false)
    expect(isReadable(encodeAs('Muñoz', 'windows-1252'), 'windows-1252')).toBe(true)
    expect(isReadable(encodeAs('Café® §x Muñoz', 'windows-1252'), 'windows-1252')).toBe(true)
  })
})
