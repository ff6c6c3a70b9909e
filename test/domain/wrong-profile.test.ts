import { describe, expect, it } from 'vitest'
import { fields } from '../../src/domain/fields/fields.ts'
import { nieIsNotRut, rutAlternativoOfPersona, rutIsOfPersona } from '../../src/domain/forms/rules.ts'
import { findPaso } from '../../src/domain/forms/tramites.ts'
import { rightFormFor, toOtherProfile, withWrongProfile } from '../../src/domain/forms/wrong-profile.ts'
import { REFUSAL_TEXTS } from '../../src/domain/outcome/refusals.ts'
import { looksLikeNie } from '../../src/domain/values/nie.ts'
import { rutOf } from '../support/data/personas.ts'

const codesOf = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code)
const withoutHyphen = (rut: string) => rut.replace('-', '')

describe('an identificador typed in the wrong form', () => {
  it.each(['AB123456', 'v-12.345.678', '1234567890', '12345678K9', 'P00123456K'])(
    'takes %j for a document number rather than a RUT',
    (text) => {
      expect(looksLikeNie(text)).toBe(true)
      expect(fields.rut.parse(text, { today: '2026-01-01' })).toEqual({ ok: false, code: 'rut_es_nie' })
    },
  )

  it.each(['12.345', '12345', 'Juan Pérez', 'ana@correo.cl', '', '1234K', '1'.repeat(21)])(
    'does not take %j for a document number',
    (text) => {
      expect(looksLikeNie(text)).toBe(false)
    },
  )

  it.each(['12.345.678-9', '123456789', 'RUT 12.345.678-9'])('takes %j for a mistyped RUT', (text) => {
    expect(fields.rut.parse(text, { today: '2026-01-01' })).toEqual({ ok: false, code: 'rut_digito' })
  })

  it('takes only the identificador for a document number, not another RUT of the form', () => {
    const parsed = fields.rutRepresentante.parse('AB123456', { today: '2026-01-01' })
    expect(parsed).toEqual({ ok: false, code: 'rut_formato' })
  })

  it('refuses a RUT typed as NIE, by its kind of holder, unless the checkbox is checked', () => {
    const persona = withoutHyphen(rutOf(12_345_678))
    const empresa = withoutHyphen(rutOf(76_543_210))
    expect(codesOf(nieIsNotRut({ nie: persona }))).toEqual(['nie_es_rut'])
    expect(codesOf(nieIsNotRut({ nie: empresa }))).toEqual(['nie_es_rut_de_empresa'])
    expect(nieIsNotRut({ nie: persona, continuarDeTodosModos: true })).toEqual([])
    for (const words of ['RUT', 'RUN', 'CI', 'CL', 'RUTN'])
      expect(codesOf(nieIsNotRut({ nie: words + persona }))).toEqual(['nie_es_rut'])
    // Passport letters: one in eleven of the numbers after them would pass for a RUT.
    expect(nieIsNotRut({ nie: `AB${persona}` })).toEqual([])
    for (const nie of ['AB123456', '123456789', undefined]) expect(nieIsNotRut({ nie })).toEqual([])
  })

  it('refuses a RUT of 50,000,000 or above in the form of perfil natural, unless the checkbox is checked', () => {
    expect(codesOf(rutIsOfPersona({ rut: rutOf(50_000_000) }))).toEqual(['rut_de_empresa'])
    expect(rutIsOfPersona({ rut: rutOf(50_000_000), continuarDeTodosModos: true })).toEqual([])
    expect(rutIsOfPersona({ rut: rutOf(49_999_999) })).toEqual([])
  })

  it('refuses the RUT of an organisation from a migrante changing to perfil natural', () => {
    expect(codesOf(rutAlternativoOfPersona({ rutAlternativo: rutOf(50_000_000) }))).toEqual([
      'rut_alternativo_de_empresa',
    ])
    for (const rutAlternativo of [rutOf(49_999_999), null]) {
      expect(rutAlternativoOfPersona({ rutAlternativo })).toEqual([])
    }
  })

  it('names in every hint the form that its button leads to', () => {
    const names = { natural: 'Persona Natural', juridica: 'Persona Jurídica', migrante: 'Migrante' }
    for (const code of ['rut_de_empresa', 'rut_es_nie', 'nie_es_rut', 'nie_es_rut_de_empresa'] as const) {
      const rightForm = rightFormFor({ code })
      const name = names[rightForm?.perfil ?? 'natural']
      expect(REFUSAL_TEXTS[code]).toContain(`use ${name}`)
      expect(rightForm?.text).toContain(name)
    }
    expect(rightFormFor({ code: 'rut_digito' })).toBeUndefined()
  })

  it('adds the checkbox to continue after the identificador, with its own label', () => {
    for (const perfil of ['natural', 'migrante', 'facilitador'] as const) {
      const fields = withWrongProfile(perfil, findPaso(perfil, 'cambiar', '')).sections.flatMap((s) => [
        ...s.fields,
      ])
      expect(fields.slice(1)).toEqual(['continuarDeTodosModos', 'claveActual'])
    }
    const migrante = withWrongProfile('migrante', findPaso('migrante', 'cambiar', ''))
    expect(migrante.labels?.continuarDeTodosModos).toContain('mi documento')
    const juridica = findPaso('juridica', 'cambiar', '')
    expect(withWrongProfile('juridica', juridica)).toBe(juridica)
  })

  it('renames the identificador to its field in the other form, and keeps the rest', () => {
    expect(toOtherProfile({ nie: '1-9', email: 'a' }, 'migrante', 'natural')).toEqual({
      rut: '1-9',
      email: 'a',
    })
    expect(toOtherProfile({ rut: '1-9' }, 'natural', 'juridica')).toEqual({ rut: '1-9' })
    expect(toOtherProfile({ email: 'a' }, 'natural', 'migrante')).toEqual({ email: 'a' })
  })
})
