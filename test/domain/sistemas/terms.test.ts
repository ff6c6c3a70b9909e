import { expect, it } from 'vitest'
import { nombreKey } from '../../../src/domain/sistemas/sistema.ts'
import { parseTerms, type TypedTerms } from '../../../src/domain/sistemas/terms.ts'

const RULES = { allowsLocalHttp: false, backchannelHosts: [] }
const TYPED: TypedTerms = {
  nombre: '  Cursos   en línea ',
  tipo: 'tercero',
  redirectUris: ['https://a.cl/vuelta', 'https://a.cl/otra'],
  postLogoutUris: ['https://a.cl/adios'],
  volverOrigins: ['https://a.cl'],
  scopes: ['openid', 'run', 'email'],
  autenticacion: 'post',
  backchannelLogoutUri: 'https://a.cl/salida',
}

it('what is asked for a system is taken as it is written, with its name cleaned', () => {
  expect(parseTerms(TYPED, RULES)).toEqual({ ok: true, value: { ...TYPED, nombre: 'Cursos en línea' } })
  const least = {
    ...TYPED,
    postLogoutUris: [],
    volverOrigins: [],
    backchannelLogoutUri: null,
    scopes: ['openid'],
  }
  expect(parseTerms(least, RULES)).toMatchObject({ ok: true, value: { scopes: ['openid'] } })
})

const many = Array.from({ length: 21 }, (_, index) => `https://a.cl/${index}`)
const WRONG: [string, Partial<TypedTerms>, string, keyof TypedTerms][] = [
  ['no name', { nombre: ' ' }, 'razon_social_caracteres', 'nombre'],
  ['a name too long', { nombre: 'x'.repeat(61) }, 'texto_largo', 'nombre'],
  ['a name of two lines', { nombre: 'a\u0000b' }, 'caracteres_invalidos', 'nombre'],
  ['no address', { redirectUris: [] }, 'sistema_sin_direccion', 'redirectUris'],
  ['a wrong address', { redirectUris: ['https://*.cl'] }, 'sistema_direccion', 'redirectUris'],
  [
    'an address twice',
    { postLogoutUris: ['https://a.cl', 'https://a.cl'] },
    'sistema_repetida',
    'postLogoutUris',
  ],
  ['too many', { redirectUris: many }, 'sistema_demasiadas', 'redirectUris'],
  ['an origin with a path', { volverOrigins: ['https://a.cl/'] }, 'sistema_origen', 'volverOrigins'],
  ['an unknown scope', { scopes: ['openid', 'todo'] }, 'sistema_permiso', 'scopes'],
  ['a scope of objects', { scopes: ['openid', 'toString'] }, 'sistema_permiso', 'scopes'],
  ['no openid', { scopes: ['run'] }, 'sistema_sin_openid', 'scopes'],
  [
    'a call to this machine',
    { backchannelLogoutUri: 'https://127.0.0.1' },
    'sistema_backchannel',
    'backchannelLogoutUri',
  ],
]

it.each(WRONG)('%s is refused, and said where', (_what, change, code, field) => {
  const parsed = parseTerms({ ...TYPED, ...change }, RULES)
  expect(parsed.ok ? [] : parsed.refusals.map((one) => [one.code, one.field])).toEqual([[code, field]])
})

it('all that is wrong is said at once', () => {
  const parsed = parseTerms({ ...TYPED, redirectUris: ['x', 'y'], scopes: [] }, RULES)
  expect(parsed.ok ? [] : parsed.refusals.map(({ code }) => code)).toEqual([
    'sistema_direccion',
    'sistema_direccion',
    'sistema_sin_openid',
  ])
})

it.each(['Registro OTEC', 'registro  otec', 'Registro, Otec.', 'Régistro OTEC'])(
  'people could not tell %s from Registro Otec',
  (nombre) => {
    expect(nombreKey(nombre)).toBe('registro otec')
  },
)
