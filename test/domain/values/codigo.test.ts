import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCodigo } from '../../../src/domain/values/codigo.ts'
import { holds } from '../properties.ts'

describe('a code of six digits', () => {
  it.each([
    '123456',
    '123-456',
    '123 456.',
    '12 34 56',
    '1-2-3-4-5-6',
    '1\u200b23\u00a0456\ufeff',
    '\u202a123456\u202c',
    '１２３４５６',
    '١٢٣٤٥٦',
    '«123456»',
    'Código: 123456.',
    'SENCE: su código es 123 456. Vence a las 10:45.',
  ])('is read in %j', (text) => {
    expect(parseCodigo(text)).toEqual({ ok: true, value: '123456' })
  })

  it.each([
    '12345',
    '1234567',
    '123456 654321',
    'código 123456, no 654321',
    '12345 678 del código',
    '12a3456',
    'seis',
  ])('is not found in %j', (text) => {
    expect(parseCodigo(text)).toEqual({ ok: false, code: 'codigo_formato' })
  })

  it('is read with any separators between its digits', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 })
    const separator = fc.constantFrom('', ' ', '-', '–', '.', '\u200b', '\u2009', '·', '_')
    holds(
      fc.property(digits, fc.array(separator, { minLength: 6, maxLength: 6 }), (codigo, separators) => {
        const text = codigo.map((digit, i) => `${digit}${separators[i]}`).join('')
        expect(parseCodigo(text)).toEqual({ ok: true, value: codigo.join('') })
      }),
    )
  })
})
