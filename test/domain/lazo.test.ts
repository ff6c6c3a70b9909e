import { describe, expect, it } from 'vitest'
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
const NEVER_HAD_CLAVE = { firstClaveAt: null }

describe('the data of an account without a clave', () => {
  it.each([
    ['the OTEC whose request created it', true, [creator()], 'a', 1],
    ['another OTEC while that request is pending', false, [creator(), lazo('b')], 'b', 71],
    ['another OTEC once its 72 hours are over', true, [creator(), lazo('b')], 'b', 72],
    ['another OTEC once it was refused', true, [creator({ estado: 'rechazado' })], 'b', 1],
    ['another OTEC once it was withdrawn', true, [creator({ estado: 'retirado' })], 'b', 1],
    [
      'its creator once the facilitator accepted an OTEC',
      false,
      [creator(), lazo('b', { estado: 'activo' })],
      'a',
      99,
    ],
    ['an OTEC if no request created it', false, [lazo('a')], 'a', 99],
    ['an OTEC if nobody requested it', false, [], 'a', 99],
  ])('may be overwritten by %s: %s', (_who, may, lazos, otecId, hours) => {
    expect(canRewrite(NEVER_HAD_CLAVE, lazos, otecId, at(hours))).toBe(may)
    expect(canRewrite({ firstClaveAt: REQUESTED_AT }, lazos, otecId, at(hours))).toBe(false)
  })
})

describe('a lazo after “No fui yo”', () => {
  const accepted = { requestedAt: at(-2), acceptedAt: at(-1) }
  it.each([
    ['the OTEC: requested since, pending', 'retirado', lazo('a'), 'a'],
    [
      'the OTEC: requested since, active',
      'retirado',
      lazo('a', { estado: 'activo', acceptedAt: at(1) }),
      'a',
    ],
    ['the OTEC: requested since, refused', undefined, lazo('a', { estado: 'rechazado' }), 'a'],
    ['the OTEC: requested before, active', undefined, lazo('a', { ...accepted, estado: 'activo' }), 'a'],
    [
      'the OTEC: withdrawn since',
      'activo',
      lazo('a', { ...accepted, estado: 'retirado', finishedAt: at(1) }),
      'a',
    ],
    [
      'the OTEC: withdrawn before',
      undefined,
      lazo('a', { ...accepted, estado: 'retirado', finishedAt: at(-1) }),
      'a',
    ],
    [
      'the OTEC: withdrawn since, never accepted',
      undefined,
      lazo('a', { requestedAt: at(-2), estado: 'retirado', finishedAt: at(1) }),
      'a',
    ],
    [
      'the OTEC: refused since',
      undefined,
      lazo('a', { ...accepted, estado: 'rechazado', finishedAt: at(1) }),
      'a',
    ],
    ['the facilitator: accepted since', 'rechazado', lazo('a', { estado: 'activo', acceptedAt: at(1) }), 'f'],
    ['the facilitator: accepted before', undefined, lazo('a', { ...accepted, estado: 'activo' }), 'f'],
    ['the facilitator: pending', undefined, lazo('a'), 'f'],
  ] as const)('by %s: becomes %s', (_what, estado, before, cuentaId) => {
    expect(afterNoFuiYo(before, cuentaId, REQUESTED_AT)).toBe(estado)
  })
})

it('recognizes the e-mails of an OTEC in any case, if it has any', () => {
  const ownEmails = { email: 'Otec@correo.test', emailRepresentante: 'rep@correo.test' }
  expect(isOtecEmail('oTEC@correo.test', ownEmails)).toBe(true)
  expect(isOtecEmail('REP@correo.test', ownEmails)).toBe(true)
  expect(isOtecEmail('otro@correo.test', ownEmails)).toBe(false)
  expect(isOtecEmail('otro@correo.test', { email: null, emailRepresentante: null })).toBe(false)
})

it('masks a document number except its ends, or its first letter if it is short', () => {
  expect(['AB123456', 'AB1234', 'AB123', 'AB12'].map(maskNie)).toEqual([
    'AB****56',
    'AB****34',
    'A****',
    'A****',
  ])
})

describe('requesting facilitators', () => {
  const cuenta = completeCuenta({
    perfil: 'juridica',
    identidad: 'verificada',
    verifiedBy: 'operador',
    tipoOrganismo: 'otec',
  })
  const registro = {
    rut: cuenta.identificador,
    razonSocial: 'Una',
    tipo: 'otec',
    vigente: true,
    rutRepresentante: cuenta.rutRepresentante ?? '',
    email: null,
    celular: null,
  }
  it.each([
    ['a verified OTEC that is not in the registro', undefined, {}, undefined],
    ['a verified OTEC of the registro', undefined, {}, {}],
    ['a company according to the registro', 'no_es_otec', {}, { tipo: 'empresa' }],
    ['an OTEC not vigente in the registro', 'otec_no_vigente', {}, { vigente: false }],
    ['an OTEC with another representative', 'otro_representante', {}, { rutRepresentante: '1-9' }],
    ['an unverified OTEC', 'otec_no_verificada', { identidad: 'declarada' }, undefined],
    ['a company', 'no_es_otec', { tipoOrganismo: 'empresa' }, undefined],
    ['a frozen OTEC', 'congelada', { estado: 'congelada' }, {}],
    ['a closed OTEC', 'cerrada', { estado: 'cerrada' }, {}],
    ['an OTEC without e-mail', 'faltan_datos', { email: null }, {}],
  ] as const)('has for %s the impediment %s', (_who, reason, changes, inRegistro) => {
    const organismo = inRegistro && { ...registro, ...inRegistro }
    expect(findOtecImpediment({ ...cuenta, ...changes }, organismo)).toBe(reason)
  })
})
