import { describe, expect, it } from 'vitest'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { CLAIMS_OF_SCOPE, claimsOf } from '../../../src/domain/openid/claims.ts'
import { SCOPES } from '../../../src/domain/sistemas/scopes.ts'
import { completeCuenta as complete } from '../../support/storage/contract.ts'

const RUTS_OTEC = ['76543210-3', '77654321-K']
const UNNAMED = { nombres: null, apellidoPaterno: null, apellidoMaterno: null, paisOrigen: null }
const NO_MAILBOX = { email: null, emailConfirmedAt: null }
const ORGANISATION = { ...UNNAMED, razonSocial: 'Capacitación del Sur Ltda.' }

const person = (changes: Partial<Cuenta>) =>
  complete({ razonSocial: null, email: 'persona@correo.cl', ...changes })

const cuentas = {
  natural: person({ perfil: 'natural', identificador: '12345678-5', emailConfirmedAt: new Date() }),
  'natural of an old system, without names or mailbox': person({
    ...{ perfil: 'natural', identificador: '9876543-K', identidad: 'verificada' },
    ...UNNAMED,
    ...NO_MAILBOX,
  }),
  'natural with one surname': person({
    ...{ perfil: 'natural', identificador: '1000005-K', nombres: ' Ana  de los Ángeles ' },
    ...{ apellidoPaterno: 'de la Fuente', apellidoMaterno: null, emailConfirmedAt: null },
  }),
  juridica: person({
    ...{ perfil: 'juridica', identificador: '76543210-3', identidad: 'coincide', tipoOrganismo: 'otec' },
    ...{ ...ORGANISATION, rutRepresentante: '12345678-5', email: 'otec@correo.test', emailConfirmedAt: null },
  }),
  'juridica of an old system': person({
    ...{ perfil: 'juridica', identificador: '77654321-K', identidad: 'verificada', tipoOrganismo: null },
    ...{ ...ORGANISATION, ...NO_MAILBOX, razonSocial: null, rutRepresentante: null },
  }),
  migrante: person({ perfil: 'migrante', identificador: 'AB123456', paisOrigen: 'PER', ...NO_MAILBOX }),
  facilitador: person({ perfil: 'facilitador', identificador: 'X9', paisOrigen: 'VEN', ...NO_MAILBOX }),
} satisfies Record<string, Cuenta>

/** What the provider tells: of what may be said, the claims of the scopes, without those that have no value. */
function told(cuenta: Cuenta, ...scopes: string[]): Record<string, unknown> {
  const rutsOtec = cuenta.perfil === 'facilitador' ? RUTS_OTEC : []
  const claims = claimsOf(cuenta, { scopes: ['openid', ...scopes], rutsOtec })
  const asked = Object.entries(CLAIMS_OF_SCOPE).filter(([scope]) => scopes.includes(scope))
  const names = asked.flatMap(([, claims]) => claims)
  return Object.fromEntries(
    Object.entries(claims).filter(([name, value]) => names.includes(name) && value !== undefined),
  )
}

const NAMES = { nombres: ['María', 'José'], apellidos: ["O'Higgins", 'Ñuñez'] }
const STRINGS = {
  name: "María José O'Higgins Ñuñez",
  given_name: 'María José',
  family_name: "O'Higgins Ñuñez",
}
const EMPTY = { nombres: [], apellidos: [] }

/** Each scope of which something is told; of the others nothing is. `updated_at`, of `profile`, has its own test. */
const TABLE: Record<keyof typeof cuentas, Record<string, object>> = {
  natural: {
    openid: { tipo_persona: 'natural', identidad_verificada: false },
    run: { RolUnico: { numero: 12345678, DV: '5', tipo: 'RUN' } },
    name: { name: NAMES },
    profile: STRINGS,
    email: { email: 'persona@correo.cl', email_verified: true },
  },
  'natural of an old system, without names or mailbox': {
    openid: { tipo_persona: 'natural', identidad_verificada: true },
    run: { RolUnico: { numero: 9876543, DV: 'K', tipo: 'RUN' } },
    name: { name: EMPTY },
  },
  'natural with one surname': {
    openid: { tipo_persona: 'natural', identidad_verificada: false },
    run: { RolUnico: { numero: 1000005, DV: 'K', tipo: 'RUN' } },
    name: { name: { nombres: ['Ana', 'de', 'los', 'Ángeles'], apellidos: ['de', 'la', 'Fuente'] } },
    profile: {
      ...{ name: 'Ana de los Ángeles de la Fuente', given_name: 'Ana de los Ángeles' },
      family_name: 'de la Fuente',
    },
    email: { email: 'persona@correo.cl', email_verified: false },
  },
  juridica: {
    openid: { tipo_persona: 'juridica', identidad_verificada: false },
    run: { RolUnico: { numero: 76543210, DV: '3', tipo: 'RUT' } },
    name: { name: { nombres: ['Capacitación', 'del', 'Sur', 'Ltda.'], apellidos: [] } },
    profile: { name: 'Capacitación del Sur Ltda.' },
    email: { email: 'otec@correo.test', email_verified: false },
    organismo: { razon_social: 'Capacitación del Sur Ltda.', tipo_organismo: 'otec', identidad: 'coincide' },
    representante: { rut_representante: '12345678-5' },
  },
  'juridica of an old system': {
    openid: { tipo_persona: 'juridica', identidad_verificada: true },
    run: { RolUnico: { numero: 77654321, DV: 'K', tipo: 'RUT' } },
    name: { name: EMPTY },
    organismo: { identidad: 'verificada' },
  },
  migrante: {
    openid: { tipo_persona: 'migrante', identidad_verificada: false },
    name: { name: NAMES },
    profile: STRINGS,
    migrante: { nie: 'AB123456', pais: 'PER' },
    facilitador: { nie: 'AB123456', pais: 'PER' },
  },
  facilitador: {
    openid: { tipo_persona: 'facilitador', identidad_verificada: false },
    name: { name: NAMES },
    profile: STRINGS,
    migrante: { nie: 'X9', pais: 'VEN' },
    facilitador: { nie: 'X9', pais: 'VEN', ruts_otec: RUTS_OTEC },
  },
}

describe.each(Object.entries(TABLE))('%s', (kind, scopes) => {
  it.each(SCOPES)('tells under %s what that scope is for, whole or not at all', (scope) => {
    const { updated_at, ...claims } = told(cuentas[kind as keyof typeof cuentas], scope)
    expect(claims).toEqual(scopes[scope === 'rut' ? 'run' : scope] ?? {})
    expect(typeof updated_at).toBe(scope === 'profile' ? 'number' : 'undefined')
  })
})

it('gives the name as ClaveÚnica does to whoever asks for it by name, whatever else is asked for', () => {
  expect(told(cuentas.natural, 'name', 'profile')).toMatchObject({ ...STRINGS, name: NAMES })
  expect(told(cuentas.natural, 'profile', 'name').name).toEqual(NAMES)
})
