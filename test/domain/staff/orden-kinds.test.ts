import { describe, expect, it } from 'vitest'
import { type Cuenta, makeCuenta } from '../../../src/domain/account/cuenta.ts'
import { ORDENES } from '../../../src/domain/staff/orden.ts'
import { NO_ORDEN_DATA, type OrdenData } from '../../../src/domain/staff/ordenes/rule.ts'
import { comparePersons } from '../../../src/domain/staff/ordenes/same-person.ts'
import { addDays } from '../../../src/domain/values/durations.ts'

const NOW = new Date('2026-11-29T15:00:00.000Z')
const AGO = addDays(NOW, -100)
const START = { id: 'una', perfil: 'natural', identificador: '12345678-5', claveHash: 'x' } as const
const BOTH: Cuenta = {
  ...makeCuenta(
    { ...START, preguntaSecreta: 'p01', respuestaHash: 'y' },
    { email: 'ana@example.cl', celular: '912345678' },
    AGO,
  ),
  ...{ emailConfirmedAt: AGO, celularConfirmedAt: AGO },
}
const MAILBOX = { ...BOTH, celularConfirmedAt: null }
const MOBILE = { ...BOTH, emailConfirmedAt: null }
const NONE = { ...MAILBOX, emailConfirmedAt: null }
const FACILITADOR: Cuenta = { ...NONE, perfil: 'facilitador', celular: null }

it.each<[Cuenta['perfil'], Cuenta['estado'], string | undefined]>([
  ['migrante', 'activa', undefined],
  ['migrante', 'congelada', undefined],
  ['natural', 'activa', 'no_corresponde'],
  ['juridica', 'activa', 'no_corresponde'],
  ['facilitador', 'activa', 'no_corresponde'],
])('two people leave the NIE to another account only of a migrante: %s, %s', (perfil, estado, refusal) => {
  expect(ORDENES.reunir.refusalOf({ ...BOTH, perfil, estado })).toBe(refusal)
})

it.each<[string, string, string | null, string | null, string]>([
  ['Yanet Suárez Ríos', 'YANET SUAREZ', '1990-01-02', '1990-01-02', 'igual igual'],
  ['Yanet del Carmen Suárez', 'Yanet Suárez', '1990-01-02', '1991-01-02', 'igual distinto'],
  ['Yanet Suárez', 'Yanet Soto', '1990-01-02', null, 'distinto falta'],
  ['Yanet', 'Yanet Suárez', null, null, 'distinto falta'],
  ['', 'Yanet Suárez', null, '1990-01-02', 'falta falta'],
])('whether two accounts are of one person: %s and %s', (one, other, born, alsoBorn, alike) => {
  const person = (nombres: string, fechaNacimiento: string | null) => ({
    ...{ nombres, apellidoPaterno: null, apellidoMaterno: null, fechaNacimiento },
  })
  const { nombre, nacimiento } = comparePersons(person(one, born), person(other, alsoBorn))
  expect(`${nombre} ${nacimiento}`).toBe(alike)
})

describe('two people change mailbox and mobile where no code of the call can', () => {
  const email = { ...NO_ORDEN_DATA, email: 'nueva@example.cl' }
  const celular = { ...NO_ORDEN_DATA, celular: '987654321' }
  const both = { ...email, ...{ celular: celular.celular } }
  it.each<[string, Cuenta, OrdenData | undefined, string | undefined]>([
    ['no channel', NONE, undefined, undefined],
    ['no channel', NONE, both, undefined],
    ['a mailbox alone, which it replaces', MAILBOX, email, undefined],
    ['a mailbox alone, which it replaces with the mobile', MAILBOX, both, undefined],
    ['a mailbox, which takes the code for a mobile', MAILBOX, celular, 'queda_un_canal'],
    ['a mobile alone, which it replaces', MOBILE, celular, undefined],
    ['a mobile, which takes the code for a mailbox', MOBILE, email, 'queda_un_canal'],
    ['both, of which each takes the code for the other', BOTH, undefined, 'queda_un_canal'],
    ['both, of which each takes the code for the other', BOTH, both, 'queda_un_canal'],
    ['a mailbox that is the same', MAILBOX, { ...email, email: 'ANA@example.cl' }, 'no_corresponde'],
    ['a freeze', { ...NONE, estado: 'congelada' }, email, 'congelada'],
    ['no place for a mobile', FACILITADOR, email, undefined],
    ['no place for a mobile', FACILITADOR, both, 'no_corresponde'],
  ])('of an account with %s', (_what, cuenta, data, refusal) => {
    expect(ORDENES.cambiar_contactos.refusalOf(cuenta, NOW, data)).toBe(refusal)
  })
})
