import { describe, expect, it } from 'vitest'
import { judgeClave, parseClave } from '../../src/domain/secrets/clave.ts'
import type { EstimateGuesses } from '../../src/domain/secrets/guesses.ts'

interface Checks {
  hasRightLength(clave: string): boolean
  isUnordered(clave: string): boolean
  isOfNobody(clave: string, typed: Record<string, string>): boolean
}
const { hasRightLength, isUnordered, isOfNobody }: Checks = await import(
  new URL('../../public/js/clave-checks.js', import.meta.url).href
)
const hard: EstimateGuesses = () => ({ guesses: 1e10, patterns: ['otra'] })
const owner = {
  identificador: '12345678-5',
  nombres: ['María José', 'Pérez', null],
  email: 'M.Soto+cs@example.cl',
  fechaNacimiento: '1992-02-01',
  celular: '965438721',
  rutRepresentante: '9876543-3',
  emailRepresentante: 'r.rojas@example.cl',
  celularRepresentante: '912345678',
}
/** The same person, as they typed it. */
const typed = {
  rut: '12.345.678-5',
  nombres: 'María José',
  apellidoPaterno: 'Pérez',
  email: 'M.Soto+cs@example.cl',
  fechaNacimiento: '01-02-1992',
  celular: '6543 8721',
  rutRepresentante: '9.876.543-3',
  emailRepresentante: 'r.rojas@example.cl',
  celularRepresentante: '1234 5678',
}
const ORDERED = ['clave_repetida', 'clave_corrida']

describe('the rules that a page ticks are those of the server', () => {
  it.each(['corta', 'ñandú 12', 'n\u0303andu\u0301 12', '😀😀😀😀😀😀😀😀', 'Abc12345678', ' leading1'])(
    'length: %j',
    (clave) => {
      expect(hasRightLength(clave)).toBe(parseClave(clave).ok)
    },
  )

  it.each([
    'aaaaaaaa',
    'AaAaAaAa',
    'abcabcab',
    'x7.kx7.k',
    '67890123',
    'ZYXWVUTS',
    'asdfghjklñ',
    'ａｂｃｄｅｆｇｈ',
    '12345x78',
    'Tr3bol#99',
  ])('order: %s', (clave) => {
    expect(isUnordered(clave)).toBe(!ORDERED.includes(judgeClave(clave, {}, hard) ?? ''))
  })

  it.each([
    ...[
      '123456zz',
      '12.345.678',
      'MARIA#77x',
      '#7maría7x',
      'm.soto#77',
      '7MSoto#77',
      'MiSence#7',
      'SÉNCE#779',
    ],
    ...['98.765.4zz', 'R.Rojas#77', 'Lz123456.2', 'ｍａｒｉａ#77x', 'ma\u200bria#77x'],
    ...['az010292', '1992-02-01', 'Lz654387.2', 'PEREZ.9.9', 'Tr3bol#99', 'sen.ce.77'],
  ])('own data: %s', (clave) => {
    const refusal = judgeClave(clave, owner, hard)
    expect(isOfNobody(clave, typed)).toBe(!refusal?.startsWith('clave_contiene'))
  })

  it('nothing typed is in every clave', () => {
    expect(
      isOfNobody('Tr3bol#99', { rut: '', nombres: '', email: '', fechaNacimiento: '', celular: '' }),
    ).toBe(true)
  })
})
