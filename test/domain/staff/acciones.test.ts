import { describe, expect, it } from 'vitest'
import { type Cuenta, makeCuenta } from '../../../src/domain/account/cuenta.ts'
import {
  ACCION_NAMES,
  ACCIONES,
  type Accion,
  accionesOf,
  CODIGO_ACCIONES,
  isPossible,
  type Opening,
  type Passed,
} from '../../../src/domain/staff/acciones.ts'
import type { CallChannel } from '../../../src/domain/staff/call-channels.ts'
import { ORDEN_KINDS } from '../../../src/domain/staff/orden.ts'
import { POWERS_OF } from '../../../src/domain/staff/roles.ts'
import { addDays } from '../../../src/domain/values/durations.ts'

const NOW = new Date('2026-11-29T15:00:00.000Z')
const AGO = addDays(NOW, -100)
const START = {
  id: 'una',
  perfil: 'natural',
  identificador: '12345678-5',
  claveHash: 'x',
  preguntaSecreta: 'p01',
  respuestaHash: 'y',
} as const

const NATURAL: Cuenta = {
  ...makeCuenta(START, { email: 'ana@example.cl', celular: '912345678' }, AGO),
  ...{ emailConfirmedAt: AGO, celularConfirmedAt: AGO },
}
const JURIDICA: Cuenta = {
  ...NATURAL,
  ...{ perfil: 'juridica', celular: null, celularConfirmedAt: null },
  ...{ emailRepresentante: 'rep@example.cl', emailRepresentanteConfirmedAt: AGO },
}
const frozen = (cuenta: Cuenta, change: Partial<Cuenta> = {}): Cuenta => ({
  ...{ ...cuenta, estado: 'congelada', wayBack: 'mesa', updatedAt: NOW },
  ...change,
})

const NOTHING: Passed = { checked: false, codigos: [] }
const CHECKED: Passed = { ...NOTHING, checked: true }
const codigoAt = (channel: CallChannel, accion: Accion): Passed => ({
  checked: true,
  codigos: [{ channel, accion }],
})

const openingOf = (accion: Accion, passed: Passed, cuenta: Cuenta): Opening | undefined | 'no' => {
  const found = accionesOf(passed, cuenta, NOW).find((one) => one.accion === accion)
  return found ? found.opening : 'no'
}
const codigo = (...channels: CallChannel[]): Opening => ({ kind: 'codigo', channels })
const CHECK: Opening = { kind: 'comprobacion' }
const two = (accion: Accion): Opening => ({ kind: 'dos_personas', accion })

describe('what a call can do', () => {
  // The table of issue 13, item 3: what each takes, of an account with a confirmed mailbox and mobile.
  it.each([
    ['reenviar_aviso', undefined],
    ['abrir_caso', undefined],
    ['cerrar_caso', undefined],
    ['pedir_documento', undefined],
    ['pedir_liberar', undefined],
    ['pedir_invitar', undefined],
    ['pedir_descongelar', 'no'],
    ['pedir_verificar', undefined],
    ['pedir_cambiar_contactos', 'no'],
    ['pedir_representante', 'no'],
    ['pedir_reunir', 'no'],
    ['congelar', CHECK],
    ['enviar_enlace', CHECK],
    ['enviar_provisoria', CHECK],
    ['reabrir', codigo('email', 'celular')],
    ['cambiar_correo', codigo('celular')],
    ['cambiar_celular', codigo('email')],
    ['descongelar', 'no'],
    ['registrar', 'no'],
  ] as const)('%s takes what the table says of who has shown nothing', (accion, opening) => {
    expect(openingOf(accion, NOTHING, NATURAL)).toEqual(opening)
  })

  it('is opened by the check as far as links, keys and a freeze', () => {
    const opened = ACCION_NAMES.filter(
      (accion) => isPossible(accion, CHECKED, NATURAL, NOW) && !isPossible(accion, NOTHING, NATURAL, NOW),
    )
    expect(opened).toEqual(['congelar', 'enviar_enlace', 'enviar_provisoria'])
  })

  it.each([
    ['reabrir', 'email', NATURAL, true],
    ['reabrir', 'celular', NATURAL, true],
    ['cambiar_correo', 'celular', NATURAL, true],
    ['cambiar_correo', 'email', NATURAL, false],
    ['cambiar_celular', 'email', NATURAL, true],
    ['cambiar_celular', 'celular', NATURAL, false],
    ['cambiar_correo', 'emailRepresentante', JURIDICA, true],
    ['cambiar_correo', 'email', JURIDICA, false],
    ['descongelar', 'celular', frozen(NATURAL), true],
    // Its link would be the way in.
    ['descongelar', 'email', frozen(NATURAL), false],
    ['descongelar', 'emailRepresentante', frozen(JURIDICA), true],
    ['descongelar', 'email', frozen(JURIDICA), false],
  ] as const)('%s with a code at %s', (accion, channel, cuenta, possible) => {
    expect(isPossible(accion, codigoAt(channel, accion), cuenta, NOW)).toBe(possible)
  })

  it('is not opened by the code of another action', () => {
    expect(isPossible('cambiar_celular', codigoAt('email', 'reabrir'), NATURAL, NOW)).toBe(false)
    expect(isPossible('reabrir', codigoAt('email', 'cambiar_celular'), NATURAL, NOW)).toBe(false)
  })

  it('takes two people where no other channel is confirmed', () => {
    const alone = { ...NATURAL, celularConfirmedAt: null }
    expect(openingOf('cambiar_correo', CHECKED, alone)).toEqual(two('pedir_cambiar_contactos'))
    expect(openingOf('descongelar', CHECKED, frozen(alone))).toEqual(two('pedir_descongelar'))
    expect(openingOf('reabrir', CHECKED, { ...alone, emailConfirmedAt: null })).toEqual(two('pedir_invitar'))
    // Nobody would get the way in.
    expect(openingOf('descongelar', CHECKED, frozen({ ...NATURAL, emailConfirmedAt: null }))).toEqual(
      two('pedir_descongelar'),
    )
    // The same mailbox twice is one.
    const same = { ...JURIDICA, emailRepresentante: 'ANA@example.cl' }
    expect(openingOf('cambiar_correo', CHECKED, same)).toEqual(two('pedir_cambiar_contactos'))
  })

  it('asks no channel that was set lately with less than a code', () => {
    const set = (rank: 'respuesta' | 'canal', days: number): Cuenta => ({
      ...NATURAL,
      factores: { celular: { rank, at: addDays(NOW, -days).toISOString() } },
    })
    expect(openingOf('cambiar_correo', CHECKED, set('respuesta', 9))).toEqual(two('pedir_cambiar_contactos'))
    expect(openingOf('cambiar_correo', CHECKED, set('respuesta', 11))).toEqual(codigo('celular'))
    expect(openingOf('cambiar_correo', CHECKED, set('canal', 1))).toEqual(codigo('celular'))
    // While it is frozen time gives it no rank.
    const since = frozen(set('respuesta', 15), { updatedAt: addDays(NOW, -10) })
    expect(openingOf('descongelar', CHECKED, since)).toEqual(two('pedir_descongelar'))
  })

  it('asks no mobile that was unused for a year', () => {
    const old = { ...NATURAL, celularConfirmedAt: addDays(NOW, -366) }
    expect(openingOf('reabrir', CHECKED, old)).toEqual(codigo('email'))
    expect(openingOf('enviar_provisoria', CHECKED, old)).toBe('no')
  })

  it('of a frozen account is what gives it back or speaks of it', () => {
    expect(accionesOf(CHECKED, frozen(NATURAL), NOW).map(({ accion }) => accion)).toEqual([
      'reenviar_aviso',
      'abrir_caso',
      'cerrar_caso',
      'pedir_liberar',
      'pedir_descongelar',
      'descongelar',
    ])
    expect(isPossible('enviar_enlace', CHECKED, frozen(NATURAL, { wayBack: 'correo' }), NOW)).toBe(true)
  })

  it('sends links to confirmed mailboxes alone', () => {
    const unconfirmed = { ...NATURAL, emailConfirmedAt: null }
    expect(openingOf('enviar_enlace', CHECKED, unconfirmed)).toBe('no')
    expect(openingOf('pedir_documento', CHECKED, unconfirmed)).toBe('no')
  })

  it('without account is to register, and casos', () => {
    const names = accionesOf(NOTHING, undefined, NOW).map(({ accion }) => accion)
    expect(names).toEqual(['abrir_caso', 'cerrar_caso', 'registrar'])
    expect(accionesOf(CHECKED, { ...NATURAL, estado: 'cerrada' }, NOW)).toEqual([])
  })
})

describe('the table of actions', () => {
  it('asks for the second factor again where an account is given or its channels change', () => {
    const direct = ['descongelar', 'cambiar_correo', 'cambiar_celular']
    expect(ACCION_NAMES.filter((accion) => ACCIONES[accion].renew).toSorted()).toEqual(
      [...ORDEN_KINDS.map((kind) => `pedir_${kind}`), ...direct].toSorted(),
    )
  })

  it('names what a code is for in letters of an SMS, and nothing else has a code', () => {
    for (const accion of CODIGO_ACCIONES) expect(ACCIONES[accion].spoken).toMatch(/^[a-z][A-Za-z ]+$/)
    expect(CODIGO_ACCIONES).toEqual(ACCION_NAMES.filter((one) => ACCIONES[one].needs.startsWith('codigo')))
  })

  it('is of who answers calls, and of nobody else', () => {
    for (const accion of ACCION_NAMES) {
      expect(POWERS_OF.ejecutivo, accion).toContain(ACCIONES[accion].power)
      expect(POWERS_OF.administrador, accion).not.toContain(ACCIONES[accion].power)
    }
  })
})
