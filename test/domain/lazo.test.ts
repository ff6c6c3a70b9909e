import { describe, expect, test } from 'vitest'
import { afterNoFuiYo, canRewrite, isOtecEmail, type Lazo } from '../../src/domain/organisations/lazo.ts'
import { findOtecImpediment } from '../../src/domain/organisations/otec.ts'
import { maskNie } from '../../src/domain/values/mask.ts'
import { completeCuenta } from '../support/storage/contract.ts'

const REQUESTED_AT = new Date('2026-03-10T12:00:00.000Z')
const at = (hours: number) => new Date(REQUESTED_AT.getTime() + hours * 3_600_000)

const lazo = (otecId: string, changes: Partial<Lazo> = {}): Lazo => ({
  id: otecId,
  otecId,
  facilitadorId: 'f',
  estado: 'pendiente',
  opensCuenta: false,
  encryptedPedido: '',
  requestedAt: REQUESTED_AT,
  acceptedAt: null,
  finishedAt: null,
  ...changes,
})
const creator = (changes: Partial<Lazo> = {}) => lazo('a', { opensCuenta: true, ...changes })
const WITHOUT_CLAVE = { claveHash: null }

describe('what an account without CS holds', () => {
  test.each([
    ['the OTEC whose request made it', [creator()], 'a', 1, true],
    ['another one while that request waits', [creator(), lazo('b')], 'b', 71, false],
    ['another one once its 72 hours are over', [creator(), lazo('b')], 'b', 72, true],
    ['another one once it was refused', [creator({ estado: 'rechazado' })], 'b', 1, true],
    ['another one once it was withdrawn', [creator({ estado: 'retirado' })], 'b', 1, true],
    [
      'anybody once the facilitator accepted one',
      [creator(), lazo('b', { estado: 'activo' })],
      'a',
      99,
      false,
    ],
    ['anybody when no request made it', [lazo('a')], 'a', 99, false],
    ['anybody when nobody asked for it', [], 'a', 99, false],
  ])('may be said by %s: %j', (_who, lazos, otecId, hours, may) => {
    expect(canRewrite(WITHOUT_CLAVE, lazos, otecId, at(hours))).toBe(may)
    expect(canRewrite({ claveHash: 'una' }, lazos, otecId, at(hours))).toBe(false)
  })
})

describe('what becomes of a tie after “No fui yo”', () => {
  const before = { requestedAt: at(-2), acceptedAt: at(-1) }
  test.each([
    ['the OTEC: one asked for since waits', lazo('a'), 'a', 'retirado'],
    [
      'the OTEC: one asked for since is active',
      lazo('a', { estado: 'activo', acceptedAt: at(1) }),
      'a',
      'retirado',
    ],
    ['the OTEC: one asked for since was refused', lazo('a', { estado: 'rechazado' }), 'a', undefined],
    ['the OTEC: one from before is active', lazo('a', { ...before, estado: 'activo' }), 'a', undefined],
    [
      'the OTEC: withdrawn since',
      lazo('a', { ...before, estado: 'retirado', finishedAt: at(1) }),
      'a',
      'activo',
    ],
    [
      'the OTEC: withdrawn before',
      lazo('a', { ...before, estado: 'retirado', finishedAt: at(-1) }),
      'a',
      undefined,
    ],
    [
      'the OTEC: withdrawn since, never accepted',
      lazo('a', { requestedAt: at(-2), estado: 'retirado', finishedAt: at(1) }),
      'a',
      undefined,
    ],
    [
      'the OTEC: refused since',
      lazo('a', { ...before, estado: 'rechazado', finishedAt: at(1) }),
      'a',
      undefined,
    ],
    ['the facilitator: accepted since', lazo('a', { estado: 'activo', acceptedAt: at(1) }), 'f', 'rechazado'],
    ['the facilitator: accepted before', lazo('a', { ...before, estado: 'activo' }), 'f', undefined],
    ['the facilitator: one waits', lazo('a'), 'f', undefined],
  ] as const)('of %s', (_what, own, cuentaId, estado) => {
    expect(afterNoFuiYo(own, cuentaId, REQUESTED_AT)).toBe(estado)
  })
})

test('an address is the OTEC’s in any case, and an OTEC without one has none', () => {
  const ownEmails = { email: 'Otec@correo.test', emailRepresentante: 'rep@correo.test' }
  expect(isOtecEmail('oTEC@correo.test', ownEmails)).toBe(true)
  expect(isOtecEmail('REP@correo.test', ownEmails)).toBe(true)
  expect(isOtecEmail('otro@correo.test', ownEmails)).toBe(false)
  expect(isOtecEmail('otro@correo.test', { email: null, emailRepresentante: null })).toBe(false)
})

test('a document shows its ends only, and a short one its first letter', () => {
  expect(['AB123456', 'AB1234', 'AB123', 'AB12'].map(maskNie)).toEqual([
    'AB****56',
    'AB****34',
    'A****',
    'A****',
  ])
})

describe('who may ask for facilitators', () => {
  const cuenta = completeCuenta({ perfil: 'juridica', identidad: 'verificada', tipoOrganismo: 'otec' })
  const registro = {
    rut: cuenta.identificador,
    razonSocial: 'Una',
    tipo: 'otec',
    vigente: true,
    rutRepresentante: cuenta.rutRepresentante ?? '',
  }
  test.each([
    ['a verified OTEC that the register does not know', {}, undefined, undefined],
    ['a verified OTEC of the register', {}, {}, undefined],
    ['one that the register has as a company', {}, { tipo: 'empresa' }, 'no_es_otec'],
    ['one that the register has out of force', {}, { vigente: false }, 'otec_no_verificada'],
    ['one with another representative', {}, { rutRepresentante: '1-9' }, 'otec_no_verificada'],
    ['a declared one', { identidad: 'declarada' }, undefined, 'otec_no_verificada'],
    ['a company', { tipoOrganismo: 'empresa' }, undefined, 'no_es_otec'],
    ['a frozen one', { estado: 'congelada' }, {}, 'congelada'],
    ['a closed one', { estado: 'cerrada' }, {}, 'cerrada'],
    ['one without e-mail', { email: null }, {}, 'faltan_datos'],
  ] as const)('%s', (_who, changes, inRegistro, reason) => {
    const organismo = inRegistro && { ...registro, ...inRegistro }
    expect(findOtecImpediment({ ...cuenta, ...changes }, organismo)).toBe(reason)
  })
})
