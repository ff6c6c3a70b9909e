/** Formatting done by the scripts of forms, tested without a browser. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCelular, parseTelefono } from '../../src/domain/values/telefono.ts'

type Formatter<T = string> = (value: T) => string

const importModule = (name: string) => import(new URL(`../../public/js/${name}.js`, import.meta.url).href)
const { formatRut }: { formatRut: Formatter } = await importModule('rut')
const { formatCelular, formatLandline }: Record<'formatCelular' | 'formatLandline', Formatter> =
  await importModule('telefono')
const units: { remainingText: (typed: number, max: number) => string; formatSize: Formatter<number> } =
  await importModule('units')
const { remainingText, formatSize } = units

describe('a RUT in its field', () => {
  it.each([
    ...['12345678-5', '123456785', '12.345.678-5', '012345678 5', '12345678–5', '12345678 - 5.'],
    ...['RUT 12.345.678-5', 'Run: 12345678-5', 'C.I. 12345678-5', 'CL12345678-5', '１２３４５６７８-５'],
  ])('%s is shown as 12.345.678-5', (text) => {
    expect(formatRut(text)).toBe('12.345.678-5')
  })

  it('may end in K, upper or lower case', () => {
    expect(formatRut('6k')).toBe('6k')
    expect(formatRut('1111111-4')).toBe('1.111.111-4')
    expect(formatRut('1000005k')).toBe('1.000.005-K')
  })

  it.each(['', '12345678', '11.111.111', '11111111', '11111111-', '12345678-9', 'hola', '12.345.678-5x'])(
    '%j is left as typed',
    (text) => {
      expect(formatRut(text)).toBe(text)
    },
  )
})

describe('a phone number in its field', () => {
  it.each(['87654321', '8765 4321', '987654321', '+56 9 8765-4321', '56987654321'])(
    'the mobile %s is shown as 8765 4321, after its +56 9',
    (text) => {
      expect(formatCelular(text)).toBe('8765 4321')
    },
  )

  it.each([
    ['223456789', '2 2345 6789'],
    ['+56 2 2345 6789', '2 2345 6789'],
    ['(32) 234-5678', '32 234 5678'],
  ])('the landline %s is shown as %s', (text, remaining) => {
    expect(formatLandline(text)).toBe(remaining)
  })

  it.each(['', '8765432', '123456789', 'no tengo', '912345678'])('%j is left as typed', (text) => {
    expect(formatLandline(text)).toBe(text)
    if (text.length < 9) expect(formatCelular(text)).toBe(text)
  })

  it('is parsed to the same number, or refused alike, before and after formatting', () => {
    const typed = fc.oneof(
      fc.stringMatching(/^(\+?56)?[ -]?9?[ .-]?\d{6,9}$/),
      fc.stringMatching(/^[\d +().-]{0,16}$/),
    )
    fc.assert(
      fc.property(typed, (text) => {
        expect(parseCelular(formatCelular(text))).toEqual(parseCelular(text))
        expect(parseTelefono(formatLandline(text))).toEqual(parseTelefono(text))
      }),
    )
  })

  it('is formatted exactly when the product accepts it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[2-7]\d{8}$/), (text) => {
        const parsed = parseTelefono(text)
        expect(formatLandline(text) !== text).toBe(parsed.ok)
      }),
    )
  })
})

describe('the status of a field', () => {
  it.each([
    [0, 100, ''],
    [79, 100, ''],
    [80, 100, 'Le quedan 20 caracteres.'],
    [99, 100, 'Le queda 1 carácter.'],
    [100, 100, 'Le quedan 0 caracteres.'],
    [101, 100, 'Le sobra 1 carácter.'],
    [15, 20, ''],
    [24, 20, 'Le sobran 4 caracteres.'],
  ])('with %i characters of %i: %j', (typed, max, text) => {
    expect(remainingText(typed, max)).toBe(text)
  })

  it.each([
    [0, '0 KB'],
    [1, '1 KB'],
    [831_488, '812 KB'],
    [1_048_576, '1 MB'],
    [1_048_577, '1,1 MB'],
    [5_242_880, '5 MB'],
  ])('a file of %i bytes is shown as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text)
  })
})
