import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkDigit,
  formatRut,
  formatWithoutHyphen,
  isEmpresaRut,
  parseRut,
} from '../../../src/domain/values/rut.ts'
import { holds } from '../properties.ts'

const DIGITS = [...'0123456789K']
const number = fc.integer({ min: 100_000, max: 99_999_999 })

/** The ways in which people write a RUT, each from its canonical form. */
const NOTATIONS: Record<string, (rut: string) => string> = {
  canonical: (rut) => rut,
  'with dots': formatRut,
  'with commas': (rut) => formatRut(rut).replaceAll('.', ','),
  'with spaces': (rut) => formatRut(rut).replaceAll('.', ' ').replace('-', ' - '),
  'without hyphen': (rut) => rut.replace('-', ''),
  'with dots and no hyphen': (rut) => formatRut(rut).replace('-', ''),
  'with a lower-case k': (rut) => rut.toLowerCase(),
  'with an en dash': (rut) => rut.replace('-', '–'),
  'with an em dash': (rut) => rut.replace('-', '—'),
  'with a non-breaking hyphen': (rut) => rut.replace('-', '\u2011'),
  'with a minus sign': (rut) => rut.replace('-', '\u2212'),
  'with a zero-width space': (rut) => `\u200b${rut.replace('-', '\u200b-\u200b')}\ufeff`,
  'with white space around': (rut) => ` \t${rut}\u00a0`,
  'with leading zeros': (rut) => `00${rut}`,
  'after RUT': (rut) => `RUT ${formatRut(rut)}`,
  'after Rut: without a space': (rut) => `Rut:${rut}`,
  'after R.U.T. N°': (rut) => `R.U.T. N° ${formatRut(rut)}`,
  'after RUN': (rut) => `RUN ${rut}.`,
  'in quotes': (rut) => `“${rut}”`,
  'in brackets, after both': (rut) => `RUN/RUT: [${rut}]`,
  'after its whole name': (rut) => `Rol Único Tributario ${rut}`,
  'after carné': (rut) => `carné ${rut}`,
  'before its country': (rut) => `${rut} (Chile)`,
  'after C.I.': (rut) => `C.I. ${formatRut(rut)}`,
  'after CI nº, without hyphen': (rut) => `CI nº ${rut.replace('-', '')}`,
  'after cédula de identidad': (rut) => `Cédula de Identidad N.º ${rut}`,
  'after CL': (rut) => `CL${rut}`,
  'after CL and a hyphen': (rut) => `CL-${rut}`,
  'as dictated': (rut) => `mi RUT es ${formatRut(rut)}.`,
  'in brackets': (rut) => `(${rut})`,
  'with a soft hyphen': (rut) => rut.replace('-', '\u00ad-\u00ad'),
  'full-width': (rut) => rut.replace(/[\dK]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)),
}

describe.each(Object.entries(NOTATIONS))('a RUT %s', (_name, write) => {
  it('is parsed to its canonical form, whatever its number', () => {
    holds(
      fc.property(number, (n) => {
        const rut = `${n}-${checkDigit(n)}`
        expect(parseRut(write(rut))).toEqual({ ok: true, value: rut })
      }),
    )
  })

  it('is refused for its digit if that is wrong', () => {
    holds(
      fc.property(number, fc.constantFrom(...DIGITS), (n, digit) => {
        fc.pre(digit !== checkDigit(n))
        const text = write(`${n}-${digit}`)
        // Without a hyphen, up to eight digits may all belong to the number.
        const incomplete = !/[-–—\u2011\u2212]/.test(text) && n < 10_000_000 && digit !== 'K'
        expect(parseRut(text)).toEqual({ ok: false, code: incomplete ? 'rut_sin_digito' : 'rut_digito' })
      }),
    )
  })
})

it('accepts exactly one check digit for each number', () => {
  holds(
    fc.property(number, (n) => {
      expect(DIGITS.filter((digit) => parseRut(`${n}-${digit}`).ok)).toHaveLength(1)
    }),
  )
})

it.each([
  [12_345_678, '5'],
  [11_111_111, '1'],
  [6, 'K'],
  [60_803_000, 'K'],
  [10_000_013, 'K'],
  [100_000, '4'],
])('computes the check digit of %i as %s', (n, digit) => {
  expect(checkDigit(n)).toBe(digit)
})

it.each([
  '',
  '5',
  '99999-9',
  '100000000-0',
  '12.345.678-55-5',
  'abc',
  '12345678-X',
  '1234567a-5',
  '12--345678-5',
  '<b>12345678-5</b>',
  "12345678-5' OR 1=1",
  '١٢٣٤٥٦٧٨-٥',
])('refuses %j as no RUT', (text) => {
  expect(parseRut(text)).toEqual({ ok: false, code: 'rut_formato' })
})

it.each([
  ['12345678-5', '12.345.678-5'],
  ['9876543-3', '9.876.543-3'],
  ['100000-4', '100.000-4'],
])('formats %s as %s', (rut, shown) => {
  expect(formatRut(rut)).toBe(shown)
})

it.each([
  ['49999999-4', false],
  ['50000000-7', true],
  ['76123456-0', true],
  ['9876543-3', false],
])('takes %s for an organisation: %s', (rut, expected) => {
  expect(isEmpresaRut(rut)).toBe(expected)
})

describe('a RUT without its check digit', () => {
  it('is refused for the missing digit if it has dots, whatever its digits', () => {
    holds(
      fc.property(
        number,
        fc.constantFrom('', 'RUT ', 'C.I. '),
        fc.constantFrom('', '-', ' –', '.'),
        (n, word, end) => {
          const [dotted = ''] = formatRut(`${n}-0`).split('-')
          expect(parseRut(word + dotted + end)).toEqual({ ok: false, code: 'rut_sin_digito' })
        },
      ),
    )
  })

  it.each([
    '12345678',
    '12.345.678',
    '12 345 678',
    '12,345,678',
    '12345678-',
    '1234567',
    '999999',
    '012345678',
  ])('is recognized in %j', (text) => {
    expect(parseRut(text)).toEqual({ ok: false, code: 'rut_sin_digito' })
  })
})

describe('a RUT to check', () => {
  it.each([
    ['123456785', '12.345.678-5'],
    ['12.345.6785', '12.345.678-5'],
    ['RUT 12 345 678 5', '12.345.678-5'],
  ])('is formatted, from %j without hyphen, as %s', (text, shown) => {
    expect(formatWithoutHyphen(text)).toBe(shown)
  })

  it.each([
    '12345678-5',
    '12.345.678–5',
    'CL-12345678-5',
    '12345678',
    '123456789',
    'AB123',
    '1'.repeat(100_000),
  ])('is not %j', (text) => {
    expect(formatWithoutHyphen(text)).toBeNull()
  })
})
