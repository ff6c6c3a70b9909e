import { describe, expect, test } from 'vitest'
import { enmascararNie } from '../../src/domain/enmascarar.ts'
import { esEmailDeOtec, type Lazo, puedeReescribir, trasNoFuiYo } from '../../src/domain/lazo.ts'
import { impedimentoDeOtec } from '../../src/domain/otec.ts'
import { cuentaCompleta } from '../support/contrato.ts'

const PEDIDO = new Date('2026-03-10T12:00:00.000Z')
const en = (horas: number) => new Date(PEDIDO.getTime() + horas * 3_600_000)

const lazo = (otecId: string, cambios: Partial<Lazo> = {}): Lazo => ({
  id: otecId,
  otecId,
  facilitadorId: 'f',
  estado: 'pendiente',
  abreCuenta: false,
  pedidoCifrado: '',
  pedidoEn: PEDIDO,
  aceptadoEn: null,
  terminadoEn: null,
  ...cambios,
})
const creador = (cambios: Partial<Lazo> = {}) => lazo('a', { abreCuenta: true, ...cambios })
const SIN_CLAVE = { claveHash: null }

describe('what an account without CS holds', () => {
  test.each([
    ['the OTEC whose request made it', [creador()], 'a', 1, true],
    ['another one while that request waits', [creador(), lazo('b')], 'b', 71, false],
    ['another one once its 72 hours are over', [creador(), lazo('b')], 'b', 72, true],
    ['another one once it was refused', [creador({ estado: 'rechazado' })], 'b', 1, true],
    ['another one once it was withdrawn', [creador({ estado: 'retirado' })], 'b', 1, true],
    [
      'anybody once the facilitator accepted one',
      [creador(), lazo('b', { estado: 'activo' })],
      'a',
      99,
      false,
    ],
    ['anybody when no request made it', [lazo('a')], 'a', 99, false],
    ['anybody when nobody asked for it', [], 'a', 99, false],
  ])('may be said by %s: %j', (_quien, lazos, otecId, horas, puede) => {
    expect(puedeReescribir(SIN_CLAVE, lazos, otecId, en(horas))).toBe(puede)
    expect(puedeReescribir({ claveHash: 'una' }, lazos, otecId, en(horas))).toBe(false)
  })
})

describe('what becomes of a tie after “No fui yo”', () => {
  const antes = { pedidoEn: en(-2), aceptadoEn: en(-1) }
  test.each([
    ['the OTEC: one asked for since waits', lazo('a'), 'a', 'retirado'],
    [
      'the OTEC: one asked for since is active',
      lazo('a', { estado: 'activo', aceptadoEn: en(1) }),
      'a',
      'retirado',
    ],
    ['the OTEC: one asked for since was refused', lazo('a', { estado: 'rechazado' }), 'a', undefined],
    ['the OTEC: one from before is active', lazo('a', { ...antes, estado: 'activo' }), 'a', undefined],
    [
      'the OTEC: withdrawn since',
      lazo('a', { ...antes, estado: 'retirado', terminadoEn: en(1) }),
      'a',
      'activo',
    ],
    [
      'the OTEC: withdrawn before',
      lazo('a', { ...antes, estado: 'retirado', terminadoEn: en(-1) }),
      'a',
      undefined,
    ],
    [
      'the OTEC: withdrawn since, never accepted',
      lazo('a', { pedidoEn: en(-2), estado: 'retirado', terminadoEn: en(1) }),
      'a',
      undefined,
    ],
    [
      'the OTEC: refused since',
      lazo('a', { ...antes, estado: 'rechazado', terminadoEn: en(1) }),
      'a',
      undefined,
    ],
    ['the facilitator: accepted since', lazo('a', { estado: 'activo', aceptadoEn: en(1) }), 'f', 'rechazado'],
    ['the facilitator: accepted before', lazo('a', { ...antes, estado: 'activo' }), 'f', undefined],
    ['the facilitator: one waits', lazo('a'), 'f', undefined],
  ] as const)('of %s', (_que, suyo, cuentaId, estado) => {
    expect(trasNoFuiYo(suyo, cuentaId, PEDIDO)).toBe(estado)
  })
})

test('an address is the OTEC’s in any case, and an OTEC without one has none', () => {
  const suyas = { email: 'Otec@correo.test', emailRepresentante: 'rep@correo.test' }
  expect(esEmailDeOtec('oTEC@correo.test', suyas)).toBe(true)
  expect(esEmailDeOtec('REP@correo.test', suyas)).toBe(true)
  expect(esEmailDeOtec('otro@correo.test', suyas)).toBe(false)
  expect(esEmailDeOtec('otro@correo.test', { email: null, emailRepresentante: null })).toBe(false)
})

test('a document shows its ends only, and a short one its first letter', () => {
  expect(['AB123456', 'AB1234', 'AB123', 'AB12'].map(enmascararNie)).toEqual([
    'AB****56',
    'AB****34',
    'A****',
    'A****',
  ])
})

describe('who may ask for facilitators', () => {
  const cuenta = cuentaCompleta({ perfil: 'juridica', identidad: 'verificada', tipoOrganismo: 'otec' })
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
  ] as const)('%s', (_quien, cambios, enRegistro, motivo) => {
    const organismo = enRegistro && { ...registro, ...enRegistro }
    expect(impedimentoDeOtec({ ...cuenta, ...cambios }, organismo)).toBe(motivo)
  })
})
