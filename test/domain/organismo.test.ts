import { describe, expect, test } from 'vitest'
import { JuegoDeRut } from '../../src/domain/juego-de-rut.ts'
import {
  esDeOtroRepresentante,
  leerOrganismo,
  puedePedirFacilitadores,
  segunRegistro,
} from '../../src/domain/organismo.ts'
import { cuentaCompleta } from '../support/contrato.ts'
import { organismoDe, REPRESENTANTE } from '../support/organismos.ts'
import { rutDe } from '../support/personas.ts'

const LINEA = {
  rut: '76.000.001-9',
  razon_social: '  Capacitación   Ñuble SpA ',
  tipo: 'OTEC',
  vigente: 'Sí',
  rut_representante: '12345678-5',
}

describe('a line of the register', () => {
  test('reads to an organisation, written as offices write', () => {
    expect(leerOrganismo({ ...LINEA, rut: rutDe(76_000_001) })).toEqual({
      ok: true,
      valor: organismoDe(76_000_001, { razonSocial: 'Capacitación Ñuble SpA' }),
    })
  })

  test.each([
    ['rut', '', 'requerido'],
    ['rut', '76000001', 'rut_sin_digito'],
    ['rut', '76.000.001-0', 'rut_digito'],
    ['rut', 'Juan', 'rut_formato'],
    ['razon_social', ' ', 'requerido'],
    ['razon_social', '***', 'razon_social_caracteres'],
    ['razon_social', 'x'.repeat(151), 'texto_largo'],
    ['tipo', 'Municipalidad', 'opcion_invalida'],
    ['vigente', 'quizás', 'opcion_invalida'],
    ['rut_representante', '12.345.678-9', 'rut_digito'],
  ] as const)('with %s «%s» is refused with %s', (columna, texto, codigo) => {
    const valores = { ...LINEA, rut: rutDe(76_000_001), [columna]: texto }
    expect(leerOrganismo(valores)).toEqual({ ok: false, columna, codigo })
  })

  test.each([
    ['no', false],
    ['N', false],
    ['0', false],
    ['1', true],
    ['Vigente', true],
    ['SI', true],
  ])('in force «%s» is %s', (vigente, valor) => {
    expect(leerOrganismo({ ...LINEA, rut: rutDe(76_000_001), vigente })).toMatchObject({
      valor: { vigente: valor },
    })
  })
})

describe('an account beside the register', () => {
  const NUMERO = 76_000_001
  const cuenta = cuentaCompleta({
    perfil: 'juridica',
    identificador: rutDe(NUMERO),
    identidad: 'verificada',
    tipoOrganismo: 'otec',
    rutRepresentante: REPRESENTANTE,
  })
  const otro = rutDe(9_000_001)

  test('takes name and type from it and is verified while the representative is the same', () => {
    const { razonSocial } = organismoDe(NUMERO)
    expect(
      segunRegistro({ ...cuenta, identidad: 'declarada' }, organismoDe(NUMERO, { tipo: 'otic' })),
    ).toEqual({
      ...cuenta,
      razonSocial,
      tipoOrganismo: 'otic',
      verificadaPor: 'registro',
    })
    expect(segunRegistro(cuenta, organismoDe(NUMERO, { rutRepresentante: otro }))).toEqual({
      ...cuenta,
      identidad: 'declarada',
    })
    expect(segunRegistro(cuenta, undefined)).toBe(cuenta)
    expect(segunRegistro({ ...cuenta, verificadaPor: 'registro' }, undefined)).toEqual({
      ...cuenta,
      identidad: 'declarada',
    })
  })

  test('is of another representative only where both name one', () => {
    expect(esDeOtroRepresentante(cuenta, undefined)).toBe(false)
    expect(esDeOtroRepresentante(cuenta, organismoDe(NUMERO))).toBe(false)
    expect(esDeOtroRepresentante({ rutRepresentante: null }, organismoDe(NUMERO))).toBe(false)
    expect(esDeOtroRepresentante(cuenta, organismoDe(NUMERO, { rutRepresentante: otro }))).toBe(true)
  })

  test.each([
    ['a verified OTEC in force', {}, organismoDe(NUMERO), true],
    ['one that an operator verified and the register does not have', {}, undefined, true],
    ['one that the register does not have any more', { verificadaPor: 'registro' }, undefined, false],
    ['one that nobody verified', { identidad: 'declarada' }, undefined, false],
    ['an OTEC out of force', {}, organismoDe(NUMERO, { vigente: false }), false],
    ['an OTIC', {}, organismoDe(NUMERO, { tipo: 'otic' }), false],
    ['a company that nobody has in a register', { tipoOrganismo: 'empresa' }, undefined, false],
    ['one of another representative', {}, organismoDe(NUMERO, { rutRepresentante: otro }), false],
    ['a frozen account', { estado: 'congelada' }, organismoDe(NUMERO), false],
    ['a person', { perfil: 'natural' }, organismoDe(NUMERO), false],
  ] as const)('%s may ask for facilitators: %#', (_quien, cambios, organismo, puede) => {
    expect(puedePedirFacilitadores({ ...cuenta, ...cambios }, organismo)).toBe(puede)
  })
})

test('a set of RUT tells the new from the repeated, up to the greatest', () => {
  const vistos = new JuegoDeRut()
  const ruts = [100_000, 100_001, 99_999_999, 99_999_998, 76_000_001].map(rutDe)
  expect(ruts.map((rut) => vistos.agregar(rut))).toEqual(ruts.map(() => true))
  expect(ruts.map((rut) => vistos.agregar(rut))).toEqual(ruts.map(() => false))
})
