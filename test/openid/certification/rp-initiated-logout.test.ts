/** OpenID's certification plan “RP-Initiated Logout OP”, module by module, by the names of its conformance suite. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openIdRoutes } from '../../../src/domain/openid-paths.ts'
import { paths } from '../../../src/domain/urls.ts'
import { reachableCuenta } from '../../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../../support/http/site.ts'
import {
  authorizationRequest,
  type RelyingParty,
  registerRelyingParty,
  signIn,
} from '../../support/openid/relying-party.ts'
import type { Visitor } from '../../support/openid/visitor.ts'

const LOGOUT = `${paths.openId.root}${openIdRoutes.end_session}`
const GOODBYE = 'https://cursos.test/adios'

let site: TestSite
let party: RelyingParty
beforeAll(async () => {
  site = await openTestSite()
  party = await registerRelyingParty(site, { postLogoutUris: [GOODBYE] })
})
afterAll(() => site.close())

async function enter() {
  const { visitor, tokens } = await signIn(site, party, (await reachableCuenta(site, site.number())).id)
  return { visitor, hint: tokens.id_token ?? '' }
}
const leave = (visitor: Visitor, parameters: Record<string, string>) =>
  visitor.open(`${LOGOUT}?${new URLSearchParams(parameters)}`)
const isSignedIn = async (visitor: Visitor) => {
  const { url } = await visitor.open((await authorizationRequest(party, { prompt: 'none' })).url)
  return new URL(url).searchParams.has('code')
}
/** The last character but one: the last one may hold bits that count for nothing. */
const modified = (hint: string) =>
  hint.replace(/.(.)$/, (two) => (two.startsWith('A') ? 'B' : 'A') + two.slice(1))

it('oidcc-rp-initiated-logout-discovery-endpoint-verification', () => {
  expect(party.config.serverMetadata().end_session_endpoint).toBe(`${site.base}${LOGOUT}`)
})

it('oidcc-rp-initiated-logout, …-no-state, …-no-post-logout-redirect-uri', async () => {
  for (const [more, to] of [
    [{ post_logout_redirect_uri: GOODBYE, state: 'Ab¿1' }, `${GOODBYE}?state=${encodeURIComponent('Ab¿1')}`],
    [{ post_logout_redirect_uri: GOODBYE }, GOODBYE],
    [{ state: 'x' }, undefined],
  ] as const) {
    const { visitor, hint } = await enter()
    const page = await leave(visitor, { id_token_hint: hint, ...more })
    if (to) expect(page.url).toBe(to)
    else
      expect([page.url.startsWith(site.base), page.html]).toEqual([
        true,
        expect.stringContaining('Cerró su sesión'),
      ])
    expect(await isSignedIn(visitor)).toBe(false)
  }
})

it('oidcc-rp-initiated-logout-bad-post-logout-redirect-uri, …-query-added-…', async () => {
  const { visitor, hint } = await enter()
  for (const post_logout_redirect_uri of ['https://cursos.test/otra', `${GOODBYE}?foo=bar`, `${GOODBYE}/`]) {
    const page = await leave(visitor, { id_token_hint: hint, post_logout_redirect_uri, state: 'x' })
    expect([page.status, page.url.startsWith(site.base)]).toEqual([400, true])
    // The person does not believe that they signed out, and may.
    expect(page.html).toContain('No pudimos cerrar su sesión')
    expect(page.html).toContain(`href="${LOGOUT}"`)
  }
  expect(await isSignedIn(visitor)).toBe(true)
})

it('oidcc-rp-initiated-logout-modified-id-token-hint, …-bad-id-token-hint', async () => {
  const { visitor, hint } = await enter()
  for (const id_token_hint of [modified(hint), 'x', '']) {
    const page = await leave(visitor, { id_token_hint, post_logout_redirect_uri: GOODBYE })
    expect(page.url.startsWith(site.base)).toBe(true)
    expect(page.html).not.toContain('Cerró su sesión')
  }
  expect(await isSignedIn(visitor)).toBe(true)
})

it('oidcc-rp-initiated-logout-no-id-token-hint, …-no-params, …-only-state: the person is asked', async () => {
  for (const parameters of [{ post_logout_redirect_uri: GOODBYE }, {}, { state: 'x' }] as Record<
    string,
    string
  >[]) {
    const { visitor } = await enter()
    const page = await leave(visitor, parameters)
    expect([page.url.startsWith(site.base), page.html]).toEqual([
      true,
      expect.stringContaining('¿Quiere cerrar su sesión?'),
    ])
    expect(await isSignedIn(visitor)).toBe(true)
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec((await leave(visitor, parameters)).html) ?? []
    // Nobody proved to be the system whose address it is.
    const left = await visitor.submit(paths.openId.signOut, { xsrf, logout: 'yes' })
    expect(left.url.startsWith(site.base)).toBe(true)
    expect(await isSignedIn(visitor)).toBe(false)
  }
})

it('takes the ID token of another person, or of another system, for no word of who is signed in', async () => {
  const mine = await enter()
  const theirs = await enter()
  const page = await leave(mine.visitor, { id_token_hint: theirs.hint, post_logout_redirect_uri: GOODBYE })
  expect(page.html).toContain('¿Quiere cerrar su sesión?')
  const other = await registerRelyingParty(site, { sector: 'otro' })
  const mixed = await leave(mine.visitor, { id_token_hint: mine.hint, client_id: other.sistema.id })
  expect(mixed.status).toBe(400)
  expect(await isSignedIn(mine.visitor)).toBe(true)
})

it('answers a sign-out by POST as one by GET', async () => {
  const { visitor, hint } = await enter()
  const fields = { id_token_hint: hint, post_logout_redirect_uri: GOODBYE, state: 'x' }
  expect((await visitor.submit(LOGOUT, fields)).url).toBe(`${GOODBYE}?state=x`)
  expect(await isSignedIn(visitor)).toBe(false)
})
