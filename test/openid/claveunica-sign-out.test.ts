import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../src/domain/urls.ts'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { sistemaOf } from '../support/data/sistemas.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import {
  authorizationRequest,
  type RelyingParty,
  registerRelyingParty,
  signIn,
} from '../support/openid/relying-party.ts'
import { Visitor } from '../support/openid/visitor.ts'

const SIGN_OUT = paths.openId.claveUnicaSignOut
const OUT = 'Cerró su sesión'

let site: TestSite
let party: RelyingParty
beforeAll(async () => {
  site = await openTestSite()
  party = await registerRelyingParty(site, {
    ...{ redirectUris: ['https://cursos.test/vuelta', 'https://vuelta.test/vuelta'] },
    ...{
      volverOrigins: ['https://cursos.test'],
      postLogoutUris: ['https://otro.test/adios', 'https://raiz.test'],
    },
  })
  const suspended = {
    id: 's',
    nombre: 'Suspendido',
    estado: 'suspendido',
    volverOrigins: ['https://s.test'],
  } as const
  await site.deps.store.transaction(({ sistemas }) => sistemas.create(sistemaOf(suspended)))
})
afterAll(() => site.close())

const leave = (redirect: string, path: string = SIGN_OUT) =>
  new Visitor(site.base).open(`${path}?redirect=${redirect}`)

it.each([
  ['as clients have it', SIGN_OUT],
  ['with a slash at the end', `${SIGN_OUT}/`],
  ['in capitals', SIGN_OUT.toUpperCase()],
])('ends the session of this browser at once and goes on, %s', async (_case, path) => {
  const cuenta = await reachableCuenta(site, site.number())
  const { visitor, tokens } = await signIn(site, party, cuenta.id)
  const elsewhere = await signIn(site, party, cuenta.id)
  const out = await visitor.open(`${path}?redirect=https%3A%2F%2Fcursos.test%2Fsalida%3Fde%3Dcu`)
  expect(out.url).toBe('https://cursos.test/salida?de=cu')
  expect(out.headers.get('Cache-Control')).toBe('no-store')

  const silent = { prompt: 'none' }
  const asked = await visitor.open((await authorizationRequest(party, silent)).url)
  expect(new URL(asked.url).searchParams.get('error')).toBe('login_required')
  const userinfo = `${site.base}${paths.openId.root}/userinfo`
  const told = (token: string) => fetch(userinfo, { headers: { Authorization: `Bearer ${token}` } })
  expect((await told(tokens.access_token)).status).toBe(401)
  expect((await told(elsewhere.tokens.access_token)).status).toBe(200)
})

it('shows our page to whoever brings no address, with a session or without', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const { visitor } = await signIn(site, party, cuenta.id)
  for (const page of [await visitor.open(SIGN_OUT), await visitor.open(SIGN_OUT)]) {
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining(OUT) })
  }
})

describe('goes on to', () => {
  it.each([
    ['an origin to which people may go back, not encoded', 'https://cursos.test/a', 'https://cursos.test/a'],
    [
      'a page that its script reads from the address',
      'https://cursos.test/%23/salir',
      'https://cursos.test/#/salir',
    ],
    ['the origin itself', 'https://cursos.test', 'https://cursos.test/'],
    ['a registered address for after a sign-out', 'https://otro.test/adios', 'https://otro.test/adios'],
    ['one that was registered without a path', 'https://raiz.test', 'https://raiz.test/'],
    ['what a browser makes of capitals', 'HTTPS://CURSOS.test/A', 'https://cursos.test/A'],
  ])('%s', async (_case, redirect, target) => {
    expect((await leave(redirect)).url).toBe(target)
  })
})

describe('goes nowhere but to our page for', () => {
  it.each([
    ['an origin of nobody', 'https://ajeno.test/'],
    ['another path where only an address is registered', 'https://otro.test/adios/../mal'],
    ['a redirect URI, which is no address to go back to', 'https://vuelta.test/vuelta'],
    ['a suspended system', 'https://s.test/'],
    ['a longer host', 'https://cursos.test.ajeno.test/'],
    ['a host below it', 'https://x.cursos.test/'],
    ['another port', 'https://cursos.test:8443/'],
    ['the same without encryption', 'http://cursos.test/'],
    ['credentials that look like a host', 'https://cursos.test@ajeno.test/'],
    ['credentials', 'https://a:b@cursos.test/'],
    ['backslashes', 'https:%5C%5Cajeno.test%5C@cursos.test'],
    ['a backslash for a slash', 'https://cursos.test%5C.ajeno.test/'],
    ['an address without scheme', '//cursos.test/'],
    ['a path', '/mi-cuenta'],
    ['a script', 'javascript:alert(1)//https://cursos.test/'],
    ['a script in capitals', 'JavaScript://cursos.test/%250aalert(1)'],
    ['data', 'data:text/html,hola'],
    ['a line break', 'https://cursos.test/%0d%0aSet-Cookie:%20a=b'],
    ['a tab inside of the scheme', 'java%09script:alert(1)'],
    ['blanks before', '%20https://ajeno.test/'],
    ['two addresses', 'https://cursos.test/&redirect=https://ajeno.test/'],
    ['a list', '&redirect[]=https://cursos.test/'],
    ['too long an address', `https://cursos.test/${'a'.repeat(2000)}`],
  ])('%s', async (_case, redirect) => {
    const page = await leave(redirect)
    expect(new URL(page.url).origin).toBe(site.base)
    expect(page.html).toContain(OUT)
    expect(page.html).not.toContain('ajeno')
  })
})

it('follows the table of systems at once: a suspended one is no target any more', async () => {
  const volverOrigins = ['https://deja.test']
  const { sistema } = await registerRelyingParty(site, { volverOrigins })
  expect((await leave(volverOrigins[0] ?? '')).url).toBe('https://deja.test/')
  await site.deps.store.transaction(({ sistemas }) => sistemas.save({ ...sistema, estado: 'suspendido' }))
  expect((await leave(volverOrigins[0] ?? '')).html).toContain(OUT)
})

it('offers nothing but GET, as ClaveÚnica', async () => {
  const posted = await fetch(`${site.base}${SIGN_OUT}`, { method: 'POST' })
  expect(posted.status).toBe(405)
  expect(posted.headers.get('Allow')).toBe('GET, HEAD')
})
