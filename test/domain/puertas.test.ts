import { describe, expect, test } from 'vitest'
import { campos } from '../../src/domain/campos.ts'
import { pareceNie } from '../../src/domain/nie.ts'
import { conPuerta, enOtraPuerta, puertaDe } from '../../src/domain/puertas.ts'
import { TEXTOS_RECHAZO } from '../../src/domain/rechazos.ts'
import { nieQueNoEsRut, rutAlternativoDePersona, rutDePersona } from '../../src/domain/reglas.ts'
import { pasoDe } from '../../src/domain/tramites.ts'
import { rutDe } from '../support/personas.ts'

const codigos = (rechazos: readonly { codigo: string }[]) => rechazos.map(({ codigo }) => codigo)
const sinGuion = (rut: string) => rut.replace('-', '')

describe('the wrong door', () => {
  test.each(['AB123456', 'v-12.345.678', '1234567890', '12345678K9', 'P00123456K'])(
    '%j is the number of a document rather than an RUT',
    (texto) => {
      expect(pareceNie(texto)).toBe(true)
      expect(campos.rut.leer(texto, { hoy: '2026-01-01' })).toEqual({ ok: false, codigo: 'rut_es_nie' })
    },
  )

  test.each(['12.345', '12345', 'Juan Pérez', 'ana@correo.cl', '', '1234K', '1'.repeat(21)])(
    '%j is no number of a document',
    (texto) => {
      expect(pareceNie(texto)).toBe(false)
    },
  )

  test.each(['12.345.678-9', '123456789', 'RUT 12.345.678-9'])(
    '%j is an RUT with a slip, and stays one',
    (texto) => {
      expect(campos.rut.leer(texto, { hoy: '2026-01-01' })).toEqual({ ok: false, codigo: 'rut_digito' })
    },
  )

  test('only the identifier is taken for the number of a document, not another RUT of the form', () => {
    const leido = campos.rutRepresentante.leer('AB123456', { hoy: '2026-01-01' })
    expect(leido).toEqual({ ok: false, codigo: 'rut_formato' })
  })

  test('an RUT typed as NIE is noticed once, by the kind of its holder, and never when the box is marked', () => {
    const persona = sinGuion(rutDe(12_345_678))
    const empresa = sinGuion(rutDe(76_543_210))
    expect(codigos(nieQueNoEsRut({ nie: persona }))).toEqual(['nie_es_rut'])
    expect(codigos(nieQueNoEsRut({ nie: empresa }))).toEqual(['nie_es_rut_de_empresa'])
    expect(nieQueNoEsRut({ nie: persona, continuarDeTodosModos: true })).toEqual([])
    for (const palabras of ['RUT', 'RUN', 'CI', 'CL', 'RUTN'])
      expect(codigos(nieQueNoEsRut({ nie: palabras + persona }))).toEqual(['nie_es_rut'])
    // The letters of a passport: one in eleven of the numbers after them would pass for an RUT.
    expect(nieQueNoEsRut({ nie: `AB${persona}` })).toEqual([])
    for (const nie of ['AB123456', '123456789', undefined]) expect(nieQueNoEsRut({ nie })).toEqual([])
  })

  test('an RUT of 50.000.000 and above is noticed once in the form of a natural person', () => {
    expect(codigos(rutDePersona({ rut: rutDe(50_000_000) }))).toEqual(['rut_de_empresa'])
    expect(rutDePersona({ rut: rutDe(50_000_000), continuarDeTodosModos: true })).toEqual([])
    expect(rutDePersona({ rut: rutDe(49_999_999) })).toEqual([])
  })

  test('whoever becomes a natural person gives no RUT of an organisation', () => {
    expect(codigos(rutAlternativoDePersona({ rutAlternativo: rutDe(50_000_000) }))).toEqual([
      'rut_alternativo_de_empresa',
    ])
    for (const rutAlternativo of [rutDe(49_999_999), null]) {
      expect(rutAlternativoDePersona({ rutAlternativo })).toEqual([])
    }
  })

  test('every hint names the form to which its button leads', () => {
    const nombres = { natural: 'Persona Natural', juridica: 'Persona Jurídica', migrante: 'Migrante' }
    for (const codigo of ['rut_de_empresa', 'rut_es_nie', 'nie_es_rut', 'nie_es_rut_de_empresa'] as const) {
      const puerta = puertaDe({ codigo })
      const nombre = nombres[puerta?.perfil ?? 'natural']
      expect(TEXTOS_RECHAZO[codigo]).toContain(`use ${nombre}`)
      expect(puerta?.texto).toContain(nombre)
    }
    expect(puertaDe({ codigo: 'rut_digito' })).toBeUndefined()
  })

  test('the box to go on is beside the identifier of the forms that ask for one, under its own label', () => {
    for (const perfil of ['natural', 'migrante', 'facilitador'] as const) {
      const campos = conPuerta(perfil, pasoDe(perfil, 'cambiar', '')).secciones.flatMap((s) => [...s.campos])
      expect(campos.slice(1)).toEqual(['continuarDeTodosModos', 'claveActual'])
    }
    const migrante = conPuerta('migrante', pasoDe('migrante', 'cambiar', ''))
    expect(migrante.etiquetas?.continuarDeTodosModos).toContain('mi documento')
    const juridica = pasoDe('juridica', 'cambiar', '')
    expect(conPuerta('juridica', juridica)).toBe(juridica)
  })

  test('the identifier gets the name that it has in the other form, and the rest stays', () => {
    expect(enOtraPuerta({ nie: '1-9', email: 'a' }, 'migrante', 'natural')).toEqual({
      rut: '1-9',
      email: 'a',
    })
    expect(enOtraPuerta({ rut: '1-9' }, 'natural', 'juridica')).toEqual({ rut: '1-9' })
    expect(enOtraPuerta({ email: 'a' }, 'natural', 'migrante')).toEqual({ email: 'a' })
  })
})
