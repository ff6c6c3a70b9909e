import { describe, expect, test } from 'vitest'
import { fields } from '../../src/domain/fields/fields.ts'
import { nieIsNotRut, rutAlternativoOfPersona, rutOfPersona } from '../../src/domain/forms/rules.ts'
import { findPaso } from '../../src/domain/forms/tramites.ts'
import { toOtherProfile, withWrongProfile, wrongProfileOf } from '../../src/domain/forms/wrong-profile.ts'
import { REFUSAL_TEXTS } from '../../src/domain/outcome/refusals.ts'
import { looksLikeNie } from '../../src/domain/values/nie.ts'
import { rutOf } from '../support/data/personas.ts'

const codesOf = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code)
const withoutDash = (rut: string) => rut.replace('-', '')

describe('the wrong door', () => {
  test.each(['AB123456', 'v-12.345.678', '1234567890', '12345678K9', 'P00123456K'])(
    '%j is the number of a document rather than an RUT',
    (text) => {
      expect(looksLikeNie(text)).toBe(true)
      expect(fields.rut.parse(text, { today: '2026-01-01' })).toEqual({ ok: false, code: 'rut_es_nie' })
    },
  )

  test.each(['12.345', '12345', 'Juan Pérez', 'ana@correo.cl', '', '1234K', '1'.repeat(21)])(
    '%j is no number of a document',
    (text) => {
      expect(looksLikeNie(text)).toBe(false)
    },
  )

  test.each(['12.345.678-9', '123456789', 'RUT 12.345.678-9'])(
    '%j is an RUT with a slip, and stays one',
    (text) => {
      expect(fields.rut.parse(text, { today: '2026-01-01' })).toEqual({ ok: false, code: 'rut_digito' })
    },
  )

  test('only the identifier is taken for the number of a document, not another RUT of the form', () => {
    const parsed = fields.rutRepresentante.parse('AB123456', { today: '2026-01-01' })
    expect(parsed).toEqual({ ok: false, code: 'rut_formato' })
  })

  test('an RUT typed as NIE is noticed once, by the kind of its holder, and never when the box is marked', () => {
    const persona = withoutDash(rutOf(12_345_678))
    const empresa = withoutDash(rutOf(76_543_210))
    expect(codesOf(nieIsNotRut({ nie: persona }))).toEqual(['nie_es_rut'])
    expect(codesOf(nieIsNotRut({ nie: empresa }))).toEqual(['nie_es_rut_de_empresa'])
    expect(nieIsNotRut({ nie: persona, continuarDeTodosModos: true })).toEqual([])
    for (const words of ['RUT', 'RUN', 'CI', 'CL', 'RUTN'])
      expect(codesOf(nieIsNotRut({ nie: words + persona }))).toEqual(['nie_es_rut'])
    // The letters of a passport: one in eleven of the numbers after them would pass for an RUT.
    expect(nieIsNotRut({ nie: `AB${persona}` })).toEqual([])
    for (const nie of ['AB123456', '123456789', undefined]) expect(nieIsNotRut({ nie })).toEqual([])
  })

  test('an RUT of 50.000.000 and above is noticed once in the form of a natural person', () => {
    expect(codesOf(rutOfPersona({ rut: rutOf(50_000_000) }))).toEqual(['rut_de_empresa'])
    expect(rutOfPersona({ rut: rutOf(50_000_000), continuarDeTodosModos: true })).toEqual([])
    expect(rutOfPersona({ rut: rutOf(49_999_999) })).toEqual([])
  })

  test('whoever becomes a natural person gives no RUT of an organisation', () => {
    expect(codesOf(rutAlternativoOfPersona({ rutAlternativo: rutOf(50_000_000) }))).toEqual([
      'rut_alternativo_de_empresa',
    ])
    for (const rutAlternativo of [rutOf(49_999_999), null]) {
      expect(rutAlternativoOfPersona({ rutAlternativo })).toEqual([])
    }
  })

  test('every hint names the form to which its button leads', () => {
    const nombres = { natural: 'Persona Natural', juridica: 'Persona Jurídica', migrante: 'Migrante' }
    for (const code of ['rut_de_empresa', 'rut_es_nie', 'nie_es_rut', 'nie_es_rut_de_empresa'] as const) {
      const wrongProfile = wrongProfileOf({ code })
      const name = nombres[wrongProfile?.perfil ?? 'natural']
      expect(REFUSAL_TEXTS[code]).toContain(`use ${name}`)
      expect(wrongProfile?.text).toContain(name)
    }
    expect(wrongProfileOf({ code: 'rut_digito' })).toBeUndefined()
  })

  test('the box to go on is beside the identifier of the forms that ask for one, under its own label', () => {
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

  test('the identifier gets the name that it has in the other form, and the rest stays', () => {
    expect(toOtherProfile({ nie: '1-9', email: 'a' }, 'migrante', 'natural')).toEqual({
      rut: '1-9',
      email: 'a',
    })
    expect(toOtherProfile({ rut: '1-9' }, 'natural', 'juridica')).toEqual({ rut: '1-9' })
    expect(toOtherProfile({ email: 'a' }, 'natural', 'migrante')).toEqual({ email: 'a' })
  })
})
