import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMMON_CLAVES } from '../../src/domain/data/claves-comunes.ts'
import {
  judgeClave,
  looksLikeProvisoria,
  normalizeProvisoria,
  PROVISORIA_ALPHABET,
  PROVISORIA_LENGTH,
  parseClave,
} from '../../src/domain/secrets/clave.ts'
import { holds } from './properties.ts'

describe('reading a key', () => {
  test.each([
    ['Abc12345', 'Abc12345'],
    ['Abc1234567', 'Abc1234567'],
    [' leading1', ' leading1'],
    ['trailing1 ', 'trailing1 '],
    ['x<y>z&"1\'', 'x<y>z&"1\''],
    ['n\u0303andu\u0301 12', 'ñandú 12'],
    ['😀😀😀😀😀😀😀😀', '😀😀😀😀😀😀😀😀'],
  ])('keeps %j as %j', (text, key) => {
    expect(parseClave(text)).toEqual({ ok: true, value: key })
  })

  test.each([
    ['', 'clave_corta'],
    ['Abc1234', 'clave_corta'],
    ['n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303', 'clave_corta'],
    ['😀😀😀😀😀😀😀', 'clave_corta'],
    ['Abc12345678', 'clave_larga'],
    [' Abc1234567', 'clave_larga'],
    ['Abc12345\ufffd', 'caracteres_invalidos'],
    ['Abc\t12345', 'caracteres_invalidos'],
  ])('refuses %j: %s', (text, code) => {
    expect(parseClave(text)).toEqual({ ok: false, code })
  })

  test('keys that differ only in case are different', () => {
    expect(parseClave('Copihue7Az')).not.toEqual(parseClave('copihue7aZ'))
  })
})

describe('judging a key', () => {
  const person = {
    identificador: '12345678-5',
    nombres: ['María José', 'Pérez', null],
    email: 'M.Soto+sence@example.cl',
  }

  test.each([
    ['12345678-5', 'clave_contiene_identificador'],
    ['123456785', 'clave_contiene_identificador'],
    ['12345678', 'clave_contiene_identificador'],
    ['12.345.678', 'clave_contiene_identificador'],
    ['Az123456', 'clave_contiene_identificador'],
    ['123456zz', 'clave_contiene_identificador'],
    ['MARIA#77x', 'clave_contiene_nombre'],
    ['#7maría7x', 'clave_contiene_nombre'],
    ['jose.9.9.', 'clave_contiene_nombre'],
    ['PEREZ.9.9', 'clave_contiene_nombre'],
    ['m.soto#77', 'clave_contiene_email'],
    ['7MSoto#77', 'clave_contiene_email'],
    ['MiSence#7', 'clave_contiene_sence'],
    ['SÉNCE#779', 'clave_contiene_sence'],
    ['aaaaaaaa', 'clave_repetida'],
    ['AaAaAaAa', 'clave_repetida'],
    ['abcabcabc', 'clave_repetida'],
    ['abcabcab', 'clave_repetida'],
    ['a1a1a1a1', 'clave_repetida'],
    ['x7.kx7.k', 'clave_repetida'],
    ['87654321', 'clave_corrida'],
    ['9876543210', 'clave_corrida'],
    ['67890123', 'clave_corrida'],
    ['abcdefgh', 'clave_corrida'],
    ['ZYXWVUTS', 'clave_corrida'],
    ['qwertyui', 'clave_corrida'],
    ['asdfghjklñ', 'clave_corrida'],
    ['Colocolo', 'clave_repetida'],
    ['colocolo91', 'clave_comun'],
    ['CHILE2024', 'clave_comun'],
    ['Password1', 'clave_comun'],
    ['usuario123', 'clave_comun'],
    ['Clave1234', 'clave_comun'],
    ['contraseña', 'clave_comun'],
  ])('refuses %s: %s', (key, code) => {
    expect(judgeClave(key, person)).toBe(code)
  })

  test.each(['Copihue7Az', 'ñandú 12', '12345x78', 'trz-Lago9', 'sen.ce.77'])('takes %s', (key) => {
    expect(judgeClave(key, person)).toBeNull()
  })

  test('short names and a short local part may be in it', () => {
    expect(judgeClave('Ana.Li.47', { nombres: ['Ana', 'Li'], email: 'ana@example.cl' })).toBeNull()
  })

  test.each(['____@example.cl', 'a.b.@example.cl'])(
    'an address of signs such as %s forbids no more than itself',
    (email) => {
      expect(judgeClave('Cabro.7.Az', { email })).toBeNull()
    },
  )

  test('the number of a foreign document counts without hyphens', () => {
    expect(judgeClave('xx-ab12-34', { identificador: 'AB-1234' })).toBe('clave_contiene_identificador')
  })

  test('an account without names or e-mail is judged by the rest', () => {
    expect(judgeClave('Copihue7Az', { nombres: [null, ''], email: null })).toBeNull()
  })

  test('no part of the RUT of six digits from the start passes', () => {
    const number = fc.integer({ min: 1_000_000, max: 99_999_999 })
    holds(
      fc.property(number, (n) => {
        expect(judgeClave(`k${String(n).slice(0, 6)}k`, { identificador: `${n}-0` })).toBe(
          'clave_contiene_identificador',
        )
      }),
    )
  })
})

describe('the list of common keys', () => {
  test('has 600 or more, all of a length that could be chosen', () => {
    expect(COMMON_CLAVES.size).toBeGreaterThanOrEqual(600)
    expect([...COMMON_CLAVES].filter((key) => !parseClave(key).ok)).toEqual([])
  })

  test('has each as it is compared, so that none passes', () => {
    expect([...COMMON_CLAVES].filter((key) => judgeClave(key.toUpperCase(), {}) === null)).toEqual([])
  })
})

describe('a temporary key', () => {
  test.each(['0', 'O', '1', 'I', 'L'])('has no %s', (lookAlike) => {
    expect(PROVISORIA_ALPHABET).not.toContain(lookAlike)
  })

  test('is recognised in any case, with blanks and hyphens', () => {
    const letter = fc.constantFrom(...PROVISORIA_ALPHABET)
    holds(
      fc.property(
        fc.array(letter, { minLength: PROVISORIA_LENGTH, maxLength: PROVISORIA_LENGTH }),
        (letters) => {
          const key = letters.join('')
          const typed = ` ${key.slice(0, 5).toLowerCase()} – ${key.slice(5)}\u200b`
          expect(normalizeProvisoria(typed)).toBe(key)
          expect(looksLikeProvisoria(typed)).toBe(true)
          for (const around of ['.', ',', '. ', '»', '"', '\u200b', '\u3000'])
            expect(normalizeProvisoria(around + key + around)).toBe(key)
        },
      ),
    )
  })

  test.each(['', 'ABCDE2345', 'ABCDE23456A', 'ABCDE2345O', 'ABCDE2345ñ'])('%j is none', (text) => {
    expect(looksLikeProvisoria(text)).toBe(false)
  })
})
