/**
 * What a machine can check of OpenID's certification plan “Basic OP”, module by module, by the names of its conformance
 * suite. Addresses, telephones, unsigned ID tokens, request objects and the claims parameter are not offered, which the
 * plan allows: what is asked for with them is refused or left out, as it demands.
 */
import * as client from 'openid-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paths } from '../../../src/domain/urls.ts'
import { reachableCuenta } from '../../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../../support/http/site.ts'
import { LASTING, send, toCode, userInfo } from '../../support/openid/by-hand.ts'
import {
  authorizationRequest,
  type RelyingParty,
  registerRelyingParty,
  signIn,
} from '../../support/openid/relying-party.ts'
import { Visitor } from '../../support/openid/visitor.ts'

const SCOPES = ['openid', 'run', 'name', 'email', 'profile', 'offline_access'] as const
const { root } = paths.openId

let site: TestSite
let party: RelyingParty
let cuentaId: string
/** A browser in which that person is signed in. */
let visitor: Visitor
let first: Awaited<ReturnType<typeof signIn>>['tokens']
beforeAll(async () => {
  site = await openTestSite()
  party = await registerRelyingParty(site, { scopes: [...SCOPES] })
  client.enableNonRepudiationChecks(party.config)
  cuentaId = (await reachableCuenta(site, site.number())).id
  ;({ visitor, tokens: first } = await signIn(site, party, cuentaId, { parameters: { scope: 'openid' } }))
})
afterAll(() => site.close())

/** Asks again in the browser in which the person is signed in. */
const again = (parameters: Record<string, string>) => signIn(site, party, cuentaId, { visitor, parameters })
/** What the browser is shown for a request, or where it is led. */
const shown = async (parameters: Record<string, string>, browser = visitor) =>
  browser.open((await authorizationRequest(party, parameters)).url)
const errorOf = ({ url }: { url: string }) => new URL(url).searchParams.get('error')
const header = (token = '') => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
const infoOf = async (token: string) => (await userInfo(site, token)).json
/** Signs the person in as if it were some minutes ago: the provider has a clock of its own. */
async function enteredBefore(minutes: number) {
  site.clock.advance({ minutes: -minutes })
  const { tokens } = await again({ prompt: 'login' })
  site.clock.advance({ minutes })
  return tokens
}
const authTime = (tokens: typeof first) => Number(tokens.claims()?.auth_time)

it('oidcc-server', async () => {
  const { exchange: own, callback, request } = await toCode(site, party, { scope: 'openid' })
  const back = new URL(callback).searchParams
  expect([...back.keys()]).toEqual(['code', 'state', 'iss'])
  expect(back.get('state')).toBe(request.state)
  const answer = await fetch(`${site.base}${root}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${party.sistema.id}:${party.secret}`)}` },
    body: new URLSearchParams(own),
  })
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/json/)
  const tokens = (await answer.json()) as Record<string, string>
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 1800, scope: 'openid' })
  const claims = JSON.parse(Buffer.from(tokens.id_token?.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({ iss: `${site.base}${root}`, aud: party.sistema.id, nonce: request.nonce })
  expect(claims.sub).toMatch(/^[\x21-\x7e]{1,255}$/)
  expect(claims.exp).toBeGreaterThan(claims.iat)
  expect(claims).not.toHaveProperty('email')
  expect((await infoOf(tokens.access_token ?? '')).sub).toBe(claims.sub)
})

it('oidcc-response-type-missing', async () => {
  const { url } = await authorizationRequest(party)
  url.searchParams.delete('response_type')
  expect(errorOf(await visitor.open(url))).toBe('invalid_request')
})

it('oidcc-idtoken-signature, oidcc-idtoken-unsigned', async () => {
  // openid-client verifies it with the keys that are published.
  expect(header(first.id_token)).toEqual({ alg: 'RS256', typ: undefined, kid: 'cs-1' })
  expect(party.config.serverMetadata().id_token_signing_alg_values_supported).toEqual(['RS256'])
})

it('oidcc-userinfo-get, oidcc-userinfo-post-header, oidcc-userinfo-post-body', async () => {
  const url = `${site.base}${root}/userinfo`
  const Authorization = `Bearer ${first.access_token}`
  const body = new URLSearchParams({ access_token: first.access_token })
  const ways = [
    { headers: { Authorization } },
    { method: 'POST', headers: { Authorization } },
    { method: 'POST', body },
  ]
  for (const way of ways) {
    const answer = await fetch(url, way)
    expect(answer.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(await answer.json()).toMatchObject({ sub: first.claims()?.sub })
  }
  expect((await fetch(url)).headers.get('WWW-Authenticate')).toMatch(/^Bearer/)
})

it('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', async () => {
  const request = await authorizationRequest(party)
  request.url.searchParams.delete('nonce')
  const { url } = await visitor.open(request.url)
  const tokens = await client.authorizationCodeGrant(party.config, new URL(url), {
    pkceCodeVerifier: request.verifier,
    expectedState: request.state,
  })
  expect(tokens.claims()).not.toHaveProperty('nonce')
})

it('oidcc-scope-profile, -email, -address, -phone, -all', async () => {
  for (const [scope, names] of [
    ['openid profile', ['name', 'given_name', 'family_name', 'updated_at']],
    ['openid email', ['email', 'email_verified']],
    ['openid address', []],
    ['openid phone', []],
    [
      'openid profile email address phone',
      ['name', 'given_name', 'family_name', 'updated_at', 'email', 'email_verified'],
    ],
  ] as const) {
    const { tokens } = await again({ scope })
    const info = await infoOf(tokens.access_token)
    const always = ['sub', 'tipo_persona', 'identidad_verificada']
    expect([scope, Object.keys(info).toSorted()]).toEqual([scope, [...always, ...names].toSorted()])
    for (const name of names) expect(tokens.claims()).not.toHaveProperty(name)
  }
})

it('oidcc-ensure-other-scope-order-succeeds', async () => {
  const { tokens } = await again({ scope: 'email openid' })
  expect(await infoOf(tokens.access_token)).toHaveProperty('email')
})

it('oidcc-display-page, -popup, oidcc-ui-locales, oidcc-claims-locales', async () => {
  for (const parameters of [
    { display: 'page' },
    { display: 'popup' },
    { ui_locales: 'se no_such es-CL' },
    { claims_locales: 'se' },
  ])
    expect((await again(parameters)).tokens.claims()?.sub).toBe(first.claims()?.sub)
})

it('oidcc-prompt-login', async () => {
  expect((await shown({ prompt: 'login' })).url).toContain(paths.ingresar.entry)
  const before = await enteredBefore(1)
  const { tokens } = await again({ prompt: 'login' })
  expect(authTime(tokens)).toBeGreaterThan(authTime(before))
  expect(tokens.claims()?.sub).toBe(first.claims()?.sub)
})

it('oidcc-prompt-none-not-logged-in, oidcc-prompt-none-logged-in', async () => {
  expect(errorOf(await shown({ prompt: 'none' }, new Visitor(site.base)))).toBe('login_required')
  const { tokens } = await again({ prompt: 'none' })
  expect(tokens.claims()?.sub).toBe(first.claims()?.sub)
  expect(errorOf(await shown({ prompt: 'none login' }))).toBe('invalid_request')
})

it('oidcc-max-age-1, oidcc-max-age-10000', async () => {
  const before = await enteredBefore(1)
  const same = await again({ max_age: '10000', prompt: 'none' })
  expect(authTime(same.tokens)).toBe(authTime(before))
  expect(errorOf(await shown({ max_age: '1', prompt: 'none' }))).toBe('login_required')
  const anew = await again({ max_age: '1' })
  expect(authTime(anew.tokens)).toBeGreaterThan(authTime(before))
})

it('oidcc-ensure-request-with-unknown-parameter-succeeds', async () => {
  expect((await again({ extra: 'foobar' })).tokens.claims()?.sub).toBe(first.claims()?.sub)
})

it('oidcc-id-token-hint', async () => {
  const id_token_hint = first.id_token ?? ''
  const { tokens } = await again({ id_token_hint, prompt: 'none' })
  expect(tokens.claims()?.sub).toBe(first.claims()?.sub)
  // Of somebody else.
  const other = await signIn(site, party, (await reachableCuenta(site, site.number())).id)
  expect(errorOf(await shown({ id_token_hint, prompt: 'none' }, other.visitor))).toBe('login_required')
})

it('oidcc-login-hint', async () => {
  const page = await shown({ login_hint: '12.000.000-4' }, new Visitor(site.base))
  expect([page.status, page.url.includes('12000000')]).toEqual([200, false])
  expect((await again({ login_hint: 'buffy@correo.test' })).tokens.claims()?.sub).toBe(first.claims()?.sub)
})

it('oidcc-ensure-request-with-acr-values-succeeds', async () => {
  const { tokens } = await again({ acr_values: '1 2' })
  expect(party.config.serverMetadata().acr_values_supported).toContain(tokens.claims()?.acr)
})

it('oidcc-codereuse, oidcc-codereuse-30seconds', async () => {
  for (const minutes of [0, 1]) {
    const { exchange: own } = await toCode(site, party)
    const { json } = await send(site, party, 'token', own)
    site.clock.advance({ minutes })
    expect(await send(site, party, 'token', own)).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant' },
    })
    expect((await userInfo(site, json.access_token ?? '')).status).toBe(401)
  }
})

it('oidcc-ensure-registered-redirect-uri', async () => {
  const page = await shown({ redirect_uri: 'https://cursos.test/vuelta/ABC' })
  expect([page.status, page.url.startsWith(site.base)]).toEqual([400, true])
})

it('oidcc-ensure-post-request-succeeds', async () => {
  const request = await authorizationRequest(party, { prompt: 'none' })
  const { url } = await visitor.open(`${root}/authorize`, { method: 'POST', body: request.url.searchParams })
  expect(new URL(url).searchParams.get('state')).toBe(request.state)
  expect(errorOf({ url })).toBeNull()
})

it('oidcc-server-client-secret-post', async () => {
  const by = await registerRelyingParty(site, { autenticacion: 'post', sector: 'en-el-cuerpo' })
  expect((await signIn(site, by, cuentaId, { visitor })).tokens.access_token).toBeTruthy()
})

it('oidcc-request-uri-unsigned, oidcc-unsigned-request-object, …-with-redirect-uri: rejected as unsupported', async () => {
  const request = `${btoa('{"alg":"none"}')}.${btoa('{"redirect_uri":"https://otro.test/"}')}.`
  expect(errorOf(await shown({ request }))).toBe('request_not_supported')
  expect(errorOf(await shown({ request_uri: 'https://cursos.test/r' }))).toBe('request_uri_not_supported')
})

it('oidcc-claims-essential', async () => {
  const { tokens } = await again({ scope: 'openid', claims: '{"userinfo":{"name":{"essential":true}}}' })
  expect(tokens.claims()?.sub).toBe(first.claims()?.sub)
  expect(party.config.serverMetadata().claims_parameter_supported).toBe(false)
})

it('oidcc-refresh-token', async () => {
  const { tokens } = await again(LASTING)
  const renewed = await client.refreshTokenGrant(party.config, tokens.refresh_token ?? '')
  for (const name of ['iss', 'sub', 'aud', 'azp', 'auth_time', 'acr', 'sid'])
    expect([name, renewed.claims()?.[name]]).toEqual([name, tokens.claims()?.[name]])
  const other = await registerRelyingParty(site, { scopes: [...SCOPES], sector: 'otro' })
  await expect(client.refreshTokenGrant(other.config, renewed.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  })
})

it('oidcc-ensure-request-with-valid-pkce-succeeds', async () => {
  const { exchange: own } = await toCode(site, party)
  expect((await send(site, party, 'token', own)).status).toBe(200)
  const { code_verifier: _, ...bare } = (
    await toCode(site, party, { code_challenge: '', code_challenge_method: '' })
  ).exchange
  expect((await send(site, party, 'token', bare)).status).toBe(200)
})
