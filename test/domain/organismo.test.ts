import { describe, expect, test } from 'vitest'
import { RutSet } from '../../src/domain/import/rut-set.ts'
import {
  applyRegistro,
  canRequestFacilitadores,
  hasOtherRepresentante,
  parseOrganismo,
} from '../../src/domain/organisations/organismo.ts'
import { organismoOf, REPRESENTANTE } from '../support/data/organismos.ts'
import { rutOf } from '../support/data/personas.ts'
import { completeCuenta } from '../support/storage/contract.ts'

const LINE = {
  rut: '76.000.001-9',
  razon_social: '  Capacitación   Ñuble SpA ',
  tipo: 'OTEC',
  vigente: 'Sí',
  rut_representante: '12345678-5',
}

describe('a line of the register', () => {
  test('reads to an organisation, written as offices write', () => {
    expect(parseOrganismo({ ...LINE, rut: rutOf(76_000_001) })).toEqual({
      ok: true,
      value: organismoOf(76_000_001, { razonSocial: 'Capacitación Ñuble SpA' }),
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
  ] as const)('with %s «%s» is refused with %s', (column, text, code) => {
    const values = { ...LINE, rut: rutOf(76_000_001), [column]: text }
    expect(parseOrganismo(values)).toEqual({ ok: false, column, code })
  })

  test.each([
    ['no', false],
    ['N', false],
    ['0', false],
    ['1', true],
    ['Vigente', true],
    ['SI', true],
  ])('in force «%s» is %s', (vigente, value) => {
    expect(parseOrganismo({ ...LINE, rut: rutOf(76_000_001), vigente })).toMatchObject({
      value: { vigente: value },
    })
  })
})

describe('an account beside the register', () => {
  const NUMBER = 76_000_001
  const cuenta = completeCuenta({
    perfil: 'juridica',
    identificador: rutOf(NUMBER),
    identidad: 'verificada',
    tipoOrganismo: 'otec',
    rutRepresentante: REPRESENTANTE,
  })
  const other = rutOf(9_000_001)

  test('takes name and type from it and is verified while the representative is the same', () => {
    const { razonSocial } = organismoOf(NUMBER)
    expect(
      applyRegistro({ ...cuenta, identidad: 'declarada' }, organismoOf(NUMBER, { tipo: 'otic' })),
    ).toEqual({
      ...cuenta,
      razonSocial,
      tipoOrganismo: 'otic',
      verifiedBy: 'registro',
    })
    expect(applyRegistro(cuenta, organismoOf(NUMBER, { rutRepresentante: other }))).toEqual({
      ...cuenta,
      identidad: 'declarada',
    })
    expect(applyRegistro(cuenta, undefined)).toBe(cuenta)
    expect(applyRegistro({ ...cuenta, verifiedBy: 'registro' }, undefined)).toEqual({
      ...cuenta,
      identidad: 'declarada',
    })
  })

  test('is of another representative only where both name one', () => {
    expect(hasOtherRepresentante(cuenta, undefined)).toBe(false)
    expect(hasOtherRepresentante(cuenta, organismoOf(NUMBER))).toBe(false)
    expect(hasOtherRepresentante({ rutRepresentante: null }, organismoOf(NUMBER))).toBe(false)
    expect(hasOtherRepresentante(cuenta, organismoOf(NUMBER, { rutRepresentante: other }))).toBe(true)
  })

  test.each([
    ['a verified OTEC in force', {}, organismoOf(NUMBER), true],
    ['one that an operator verified and the register does not have', {}, undefined, true],
    ['one that the register does not have any more', { verifiedBy: 'registro' }, undefined, false],
    ['one that nobody verified', { identidad: 'declarada' }, undefined, false],
    ['an OTEC out of force', {}, organismoOf(NUMBER, { vigente: false }), false],
    ['an OTIC', {}, organismoOf(NUMBER, { tipo: 'otic' }), false],
    ['a company that nobody has in a register', { tipoOrganismo: 'empresa' }, undefined, false],
    ['one of another representative', {}, organismoOf(NUMBER, { rutRepresentante: other }), false],
    ['a frozen account', { estado: 'congelada' }, organismoOf(NUMBER), false],
    ['a person', { perfil: 'natural' }, organismoOf(NUMBER), false],
  ] as const)('%s may ask for facilitators: %#', (_who, changes, organismo, may) => {
    expect(canRequestFacilitadores({ ...cuenta, ...changes }, organismo)).toBe(may)
  })
})

test('a set of RUT tells the new from the repeated, up to the greatest', () => {
  const seen = new RutSet()
  const ruts = [100_000, 100_001, 99_999_999, 99_999_998, 76_000_001].map(rutOf)
  expect(ruts.map((rut) => seen.add(rut))).toEqual(ruts.map(() => true))
  expect(ruts.map((rut) => seen.add(rut))).toEqual(ruts.map(() => false))
})
