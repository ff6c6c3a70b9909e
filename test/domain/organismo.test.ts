import { describe, expect, it } from 'vitest'
import { RutSet } from '../../src/domain/import/rut-set.ts'
import {
  afterChangingData,
  afterRestoring,
  applyRegistro,
  entryOf,
  isVerifiedOtecInForce,
  registroStop,
} from '../../src/domain/organisations/organismo.ts'
import { parseOrganismo } from '../../src/domain/organisations/organismo-line.ts'
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

describe('a line of the registro', () => {
  it('is parsed to an organisation, normalizing its values', () => {
    expect(parseOrganismo({ ...LINE, rut: rutOf(76_000_001) })).toEqual({
      ok: true,
      value: organismoOf(76_000_001, { razonSocial: 'Capacitación Ñuble SpA' }),
      without: [],
    })
  })

  it.each([
    [' Oficina@Organismo.TEST ', '+56 9 8765 4321', 'Oficina@organismo.test', '987654321', []],
    ['NULL', '', null, null, []],
    ['no es correo', '1,2E+07', null, null, ['email', 'celular']],
  ])(
    'has its mailbox %j and mobile %j, or goes without what is invalid',
    (email, celular, mailbox, mobile, without) => {
      const parsed = parseOrganismo({ ...LINE, rut: rutOf(76_000_001), email, celular })
      if (!parsed.ok) throw new Error(parsed.column)
      expect(parsed.value).toMatchObject({ email: mailbox, celular: mobile })
      expect(parsed.without.map(({ column }) => column)).toEqual(without)
    },
  )

  it.each([
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
    ['razon_social', 'NULL', 'requerido'],
    ['razon_social', '(null)', 'requerido'],
    ['razon_social', 'Sin información', 'requerido'],
    ['razon_social', 'JosÃ© Ltda', 'letras_danadas'],
    ['razon_social', '1,2E+07', 'numero_cortado'],
    ['vigente', 'N/A', 'requerido'],
    ['rut_representante', 'NULL', 'requerido'],
  ] as const)('with %s “%s” is refused: %s', (column, text, code) => {
    const values = { ...LINE, rut: rutOf(76_000_001), [column]: text }
    expect(parseOrganismo(values)).toEqual({ ok: false, column, code })
  })

  it.each([
    ['no', false],
    ['N', false],
    ['0', false],
    ['1', true],
    ['Vigente', true],
    ['SI', true],
    ['1.0', true],
    ['true', true],
    ['verdadero', true],
    ['VERDADERO', true],
    ['no vigente', false],
    ['No_Vigente', false],
    ['0,0', false],
    ['FALSO', false],
  ])('with vigente “%s” is parsed as %s', (vigente, value) => {
    expect(parseOrganismo({ ...LINE, rut: rutOf(76_000_001), vigente })).toMatchObject({
      value: { vigente: value },
    })
  })
})

describe('a line of a spreadsheet', () => {
  it.each(["'%", '="%"'])('has its RUTs read from “%s”', (mark) => {
    const marked = (text: string) => mark.replace('%', text)
    const rut = rutOf(76_000_001)
    expect(
      parseOrganismo({ ...LINE, rut: marked(rut), rut_representante: marked(REPRESENTANTE) }),
    ).toMatchObject({ value: { rut, rutRepresentante: REPRESENTANTE } })
  })
})

describe('an account compared with the registro', () => {
  const NUMBER = 76_000_001
  const cuenta = completeCuenta({
    perfil: 'juridica',
    identificador: rutOf(NUMBER),
    identidad: 'verificada',
    verifiedBy: 'operador',
    tipoOrganismo: 'otec',
    rutRepresentante: REPRESENTANTE,
  })
  const otherRepresentante = rutOf(9_000_001)

  const declared = { ...cuenta, identidad: 'declarada', verifiedBy: null } as const

  it('takes name and tipo from it, and coincides while the representative matches', () => {
    const { razonSocial } = organismoOf(NUMBER)
    const organismo = organismoOf(NUMBER, { tipo: 'otic' })
    const named = { razonSocial, tipoOrganismo: 'otic' }
    const coincides = { ...declared, ...named, identidad: 'coincide' } as const
    expect(applyRegistro(declared, organismo)).toEqual(coincides)
    expect(applyRegistro(cuenta, organismo)).toEqual({ ...cuenta, ...named })
    for (const one of [cuenta, coincides])
      expect(applyRegistro(one, organismoOf(NUMBER, { rutRepresentante: otherRepresentante }))).toEqual({
        ...one,
        identidad: 'declarada',
        verifiedBy: null,
      })
  })

  it('that the registro does not have stays verified only by an operator', () => {
    expect(applyRegistro(cuenta, undefined)).toEqual(cuenta)
    for (const one of [
      { ...cuenta, verifiedBy: 'codigo' },
      { ...declared, identidad: 'coincide' },
    ] as const)
      expect(applyRegistro(one, undefined)).toEqual(declared)
  })

  it('that was verified and takes the registro’s representative only coincides', () => {
    const before = { ...cuenta, rutRepresentante: otherRepresentante }
    expect(afterChangingData(before, cuenta, organismoOf(NUMBER))).toMatchObject({
      identidad: 'coincide',
      verifiedBy: null,
    })
  })

  it.each([
    ['with the registro’s representative', undefined, {}, {}],
    ['without a representative', undefined, { rutRepresentante: null }, {}],
    ['of a person', undefined, { perfil: 'natural' }, { rutRepresentante: otherRepresentante }],
    ['with another representative', 'otro_representante', {}, { rutRepresentante: otherRepresentante }],
    ['of an OTEC not vigente', 'otec_no_vigente', {}, { vigente: false }],
    ['of a company not vigente', undefined, {}, { vigente: false, tipo: 'empresa' }],
  ] as const)('%s is stopped by it: %s', (_which, stop, changes, entry) => {
    expect(registroStop({ ...cuenta, ...changes }, organismoOf(NUMBER, entry))).toBe(stop)
    expect(registroStop({ ...cuenta, ...changes }, undefined)).toBeUndefined()
  })

  it('goes on where that was settled, with its verification, until the entry changes', () => {
    const entry = organismoOf(NUMBER, { rutRepresentante: otherRepresentante })
    const settled = applyRegistro({ ...cuenta, settledEntry: entryOf(entry) }, entry)
    expect(settled).toMatchObject({ identidad: 'verificada', settledEntry: entryOf(entry) })
    expect(registroStop(settled, entry)).toBeUndefined()
    expect(isVerifiedOtecInForce(settled, entry)).toBe(true)
    const changed = { ...entry, vigente: false }
    expect(registroStop(settled, changed)).toBe('otro_representante')
    const after = applyRegistro(settled, changed)
    expect(after).toMatchObject({ identidad: 'declarada', verifiedBy: null, settledEntry: null })
    expect(registroStop(after, entry)).toBe('otro_representante')
  })

  it('of an OTEC not vigente may not request facilitators, even where its other operations were settled', () => {
    const entry = organismoOf(NUMBER, { vigente: false })
    const settled = { ...cuenta, settledEntry: entryOf(entry) }
    expect(registroStop(settled, entry)).toBeUndefined()
    expect(isVerifiedOtecInForce(settled, entry)).toBe(false)
  })

  it.each([
    ['written anew', afterChangingData],
    ['put back by “No fui yo”', afterRestoring],
  ])('loses what was settled of its representative with one %s', (_how, after) => {
    const entry = organismoOf(NUMBER, { rutRepresentante: otherRepresentante })
    const before = { ...cuenta, settledEntry: entryOf(entry) }
    const now = { ...before, rutRepresentante: rutOf(9_000_002) }
    expect(after(before, now, entry)).toMatchObject({ settledEntry: null, identidad: 'declarada' })
  })

  it.each([
    ['of a verified OTEC, vigente', true, {}, organismoOf(NUMBER)],
    ['verified by an operator and not in the registro', true, {}, undefined],
    ['no longer in the registro whose channel verified it', false, { verifiedBy: 'codigo' }, undefined],
    ['not verified', false, { identidad: 'declarada' }, undefined],
    ['that only coincides', false, { identidad: 'coincide', verifiedBy: null }, organismoOf(NUMBER)],
    ['of an OTEC not vigente', false, {}, organismoOf(NUMBER, { vigente: false })],
    ['of an OTIC', false, {}, organismoOf(NUMBER, { tipo: 'otic' })],
    ['of a company that is not in the registro', false, { tipoOrganismo: 'empresa' }, undefined],
    ['of another representative', false, {}, organismoOf(NUMBER, { rutRepresentante: otherRepresentante })],
    ['frozen', false, { estado: 'congelada' }, organismoOf(NUMBER)],
    ['of a person', false, { perfil: 'natural' }, organismoOf(NUMBER)],
  ] as const)('%s may request facilitators: %s', (_which, may, changes, organismo) => {
    expect(isVerifiedOtecInForce({ ...cuenta, ...changes }, organismo)).toBe(may)
  })
})

it('a RUT set tells new RUTs from repeated ones, up to the largest', () => {
  const seen = new RutSet()
  const ruts = [100_000, 100_001, 99_999_999, 99_999_998, 76_000_001].map(rutOf)
  expect(ruts.map((rut) => seen.add(rut))).toEqual(ruts.map(() => true))
  expect(ruts.map((rut) => seen.add(rut))).toEqual(ruts.map(() => false))
})
