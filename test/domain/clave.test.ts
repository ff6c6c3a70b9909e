import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  judgeClave,
  looksLikeProvisoria,
  PROVISORIA_LENGTH,
  parseClave,
} from '../../src/domain/secrets/clave.ts'
import type { EstimateGuesses } from '../../src/domain/secrets/guesses.ts'
import { normalizeTold, TOLD_ALPHABET } from '../../src/domain/values/told.ts'
import { holds } from './properties.ts'

/** Of whom nobody knows how to guess: what is refused then is refused by the other rules. */
const hard: EstimateGuesses = () => ({ guesses: 1e10, patterns: ['otra'] })

describe('parsing a clave', () => {
  it.each([
    ['Abc12345', 'Abc12345'],
    ['Abc1234567', 'Abc1234567'],
    [' leading1', ' leading1'],
    ['trailing1 ', 'trailing1 '],
    ['x<y>z&"1\'', 'x<y>z&"1\''],
    ['n\u0303andu\u0301 12', 'ñandú 12'],
    ['😀😀😀😀😀😀😀😀', '😀😀😀😀😀😀😀😀'],
  ])('reads %j as %j', (text, clave) => {
    expect(parseClave(text)).toEqual({ ok: true, value: clave })
  })

  it.each([
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

  it('is case-sensitive', () => {
    expect(parseClave('Copihue7Az')).not.toEqual(parseClave('copihue7aZ'))
  })
})

describe('judging a clave', () => {
  const owner = {
    identificador: '12345678-5',
    nombres: ['María José', 'Pérez', null],
    email: 'M.Soto+sence@example.cl',
    fechaNacimiento: '1992-02-01',
    celular: '965438721',
  }

  it.each([
    ['12345678-5', 'clave_contiene_identificador'],
    ['123456785', 'clave_contiene_identificador'],
    ['12345678', 'clave_contiene_identificador'],
    ['12.345.678', 'clave_contiene_identificador'],
    ['Az123456', 'clave_contiene_identificador'],
    ['123456zz', 'clave_contiene_identificador'],
    ['MARIA#77x', 'clave_contiene_nombre'],
    ['#7maría7x', 'clave_contiene_nombre'],
    ['ＭＡＲＩＡ#77x', 'clave_contiene_nombre'],
    ['ma\u200bria#77', 'clave_contiene_nombre'],
    ['１２３４５６７８', 'clave_contiene_identificador'],
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
    ['az010292', 'clave_contiene_fecha'],
    ['1992-02-01', 'clave_contiene_fecha'],
    ['01.02.1992', 'clave_contiene_fecha'],
    ['Lz654387.2', 'clave_contiene_celular'],
    ['965438721', 'clave_contiene_celular'],
  ])('refuses %s: %s', (clave, code) => {
    expect(judgeClave(clave, owner, hard)).toBe(code)
  })

  it.each(['ｋｕｔｒａｌｗｅ', 'ⓚⓤⓣⓡⓐⓛⓦⓔ', '𝐤𝐮𝐭𝐫𝐚𝐥𝐰𝐞', 'kutr\u200balwe', 'kutr\ufe0falwe'])(
    'is estimated as the letters that %s shows',
    (clave) => {
      const knows: EstimateGuesses = (plain) => ({
        guesses: plain === 'kutralwe' ? 1 : 1e10,
        patterns: ['listada'],
      })
      expect(judgeClave(clave, owner, knows)).toBe('clave_comun')
    },
  )

  it.each(['Copihue7Az', 'ñandú 12', '12345x78', 'trz-Lago9', 'sen.ce.77'])('accepts %s', (clave) => {
    expect(judgeClave(clave, owner, hard)).toBeNull()
  })

  it('allows short names and a short local part', () => {
    expect(judgeClave('Ana.Li.47', { nombres: ['Ana', 'Li'], email: 'ana@example.cl' }, hard)).toBeNull()
  })

  it.each(['____@example.cl', 'a.b.@example.cl'])('is not restricted by the punctuation in %s', (email) => {
    expect(judgeClave('Cabro.7.Az', { email }, hard)).toBeNull()
  })

  it.each([
    ['xx7765432x', 'clave_contiene_identificador'],
    ['R.Vidal#77', 'clave_contiene_email'],
    ['Lz812345.6', 'clave_contiene_celular'],
  ])('of an organisation refuses %s, its representative’s: %s', (clave, code) => {
    const organisation = {
      identificador: '76543210-3',
      email: 'contacto@otec.example',
      celular: '965438721',
      rutRepresentante: '7765432-1',
      emailRepresentante: 'r.vidal@otec.example',
      celularRepresentante: '981234567',
    }
    expect(judgeClave(clave, organisation, hard)).toBe(code)
  })

  it('ignores hyphens in the number of a foreign document', () => {
    expect(judgeClave('xx-ab12-34', { identificador: 'AB-1234' }, hard)).toBe('clave_contiene_identificador')
  })

  it('works without names and e-mail', () => {
    expect(judgeClave('Copihue7Az', { nombres: [null, ''], email: null }, hard)).toBeNull()
  })

  it('refuses the first six digits of the RUT anywhere', () => {
    const number = fc.integer({ min: 1_000_000, max: 99_999_999 })
    holds(
      fc.property(number, (n) => {
        expect(judgeClave(`k${String(n).slice(0, 6)}k`, { identificador: `${n}-0` }, hard)).toBe(
          'clave_contiene_identificador',
        )
      }),
    )
  })
})

describe('a clave provisoria', () => {
  it.each(['0', 'O', '1', 'I', 'L'])('never contains %s', (lookAlike) => {
    expect(TOLD_ALPHABET).not.toContain(lookAlike)
  })

  it('is recognized in any case, with spaces, hyphens and punctuation around it', () => {
    const letter = fc.constantFrom(...TOLD_ALPHABET)
    holds(
      fc.property(
        fc.array(letter, { minLength: PROVISORIA_LENGTH, maxLength: PROVISORIA_LENGTH }),
        (letters) => {
          const provisoria = letters.join('')
          const typed = ` ${provisoria.slice(0, 5).toLowerCase()} – ${provisoria.slice(5)}\u200b`
          expect(normalizeTold(typed)).toBe(provisoria)
          expect(looksLikeProvisoria(typed)).toBe(true)
          for (const around of ['.', ',', '. ', '»', '"', '\u200b', '\u3000'])
            expect(normalizeTold(around + provisoria + around)).toBe(provisoria)
        },
      ),
    )
  })

  it.each(['', 'ABCDE2345', 'ABCDE23456A', 'ABCDE2345O', 'ABCDE2345ñ'])('is not recognized in %j', (text) => {
    expect(looksLikeProvisoria(text)).toBe(false)
  })
})
