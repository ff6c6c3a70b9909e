import * as client from 'openid-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { claveFingerprintOf } from '../../src/application/request/solicitudes.ts'
import { ingresarPaths } from '../../src/domain/ingresar-paths.ts'
import { paths } from '../../src/domain/urls.ts'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import {
  authorizationRequest,
  exchange,
  finishIn,
  goOnIn,
  type RelyingParty,
  registerRelyingParty,
  signIn,
  signInAs,
} from '../support/openid/relying-party.ts'
import { Visitor } from '../support/openid/visitor.ts'

type Tokens = Awaited<ReturnType<typeof signIn>>['tokens']

let site: TestSite
let party: RelyingParty
beforeAll(async () => {
  site = await openTestSite()
  party = await registerRelyingParty(site)
})
afterAll(() => site.close())

it('signs a person in by the authorization code, and says who they are', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const { tokens } = await signIn(site, party, cuenta.id)
  const claims = tokens.claims()
  expect(claims).toMatchObject({ acr: 'urn:sence:cs', amr: ['pwd'] })
  const info = await client.fetchUserInfo(party.config, tokens.access_token, claims?.sub ?? '')
  expect(info).toEqual({
    sub: claims?.sub,
    tipo_persona: 'natural',
    identidad_verificada: false,
    RolUnico: { numero: 12_000_000, DV: '4', tipo: 'RUN' },
    name: { nombres: ['María', 'José'], apellidos: ["O'Higgins", 'Ñuñez'] },
    email: 'c12000000@correo.test',
    email_verified: true,
  })
})

it('asks nothing again of who is signed in, and gives another system another sub', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const { visitor, tokens } = await signIn(site, party, cuenta.id)
  const other = await registerRelyingParty(site, { sector: 'otro' })
  const second = await signIn(site, other, cuenta.id, { visitor })
  const third = await signIn(site, party, cuenta.id, { visitor, parameters: { prompt: 'none' } })
  expect(second.tokens.claims()?.sub).not.toBe(tokens.claims()?.sub)
  expect(third.tokens.claims()?.sub).toBe(tokens.claims()?.sub)
})

it('gives a new refresh token at each use, and ends all of them when a former one comes back', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const lasting = await registerRelyingParty(site, { scopes: ['openid', 'offline_access'] })
  const parameters = { scope: 'openid offline_access', prompt: 'consent' }
  const { tokens } = await signIn(site, lasting, cuenta.id, { parameters })
  const first = tokens.refresh_token ?? ''
  const renewed = await client.refreshTokenGrant(lasting.config, first)
  expect(renewed.refresh_token).not.toBe(first)
  await expect(client.refreshTokenGrant(lasting.config, first)).rejects.toMatchObject({
    error: 'invalid_grant',
  })
  const last = renewed.refresh_token ?? ''
  await expect(client.refreshTokenGrant(lasting.config, last)).rejects.toMatchObject({
    error: 'invalid_grant',
  })
  await expect(userInfo(lasting, renewed)).rejects.toThrow()
})

it('asks a person once what a system of others may see', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const other = await registerRelyingParty(site, { tipo: 'tercero' })
  const visitor = new Visitor(site.base)
  const request = await authorizationRequest(other, { scope: 'openid run' })
  const entry = await visitor.open(request.url)
  const asked = await signInAs(site, visitor, entry.url, cuenta.id)
  const { interactions } = site.product.services
  const id = new URL(asked.url).searchParams.get('interaccion') ?? ''
  expect(await interactions.read(id)).toMatchObject({
    ...{ asks: 'consent', cuentaId: cuenta.id, sistemaId: other.sistema.id, scopes: ['openid', 'run'] },
  })
  const back = await goOnIn(site, visitor, id, { consent: 'granted' })
  expect(await exchange(other, back.url, request)).toMatchObject({ scope: 'openid run' })
  // In another browser, another day.
  expect((await signIn(site, other, cuenta.id, { parameters: { scope: 'openid run' } })).tokens.scope).toBe(
    'openid run',
  )
})

it('shows all that a system may see to who is asked again', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const other = await registerRelyingParty(site, { tipo: 'tercero' })
  const scopes = ['openid', 'name']
  const at = site.clock.now()
  await site.deps.store.transaction(({ openIdConsents }) =>
    openIdConsents.save({ cuentaId: cuenta.id, sistemaId: other.sistema.id, scopes, at }),
  )
  const visitor = new Visitor(site.base)
  const request = await authorizationRequest(other, { scope: 'openid name', prompt: 'consent' })
  const asked = await signInAs(site, visitor, (await visitor.open(request.url)).url, cuenta.id)
  const id = new URL(asked.url).searchParams.get('interaccion') ?? ''
  const { interactions } = site.product.services
  expect(await interactions.read(id)).toMatchObject({ asks: 'consent', scopes })
  const back = await goOnIn(site, visitor, id, { consent: 'granted' })
  expect((await exchange(other, back.url, request)).scope).toBe('openid name')
})

it('ends sessions and tokens with a freeze, in its transaction', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const { visitor, tokens } = await signIn(site, party, cuenta.id)
  await site.deps.store.transaction((uow) => uow.openId.endByCuenta(cuenta.id, site.clock.now()))
  await expect(userInfo(party, tokens)).rejects.toThrow()
  const again = await visitor.open((await authorizationRequest(party)).url)
  expect(again.url).toContain(ingresarPaths.entry)
})

it('signs in who signed in last, where two people do so in two tabs before either goes on', async () => {
  const visitor = new Visitor(site.base)
  const requests = [await authorizationRequest(party), await authorizationRequest(party)]
  const addresses = []
  for (const { url } of requests) {
    const id = new URL((await visitor.open(url)).url).searchParams.get('interaccion') ?? ''
    const { id: cuentaId } = await reachableCuenta(site, site.number())
    const login = { cuentaId, acr: 'urn:sence:cs', amr: ['pwd'], shared: false }
    addresses.push((await finishIn(site, visitor, id, { login })) ?? '')
  }
  const subs = []
  for (const [n, request] of requests.entries()) {
    const { url } = await visitor.open(addresses[n] ?? '')
    subs.push((await exchange(party, url, request)).claims()?.sub)
  }
  const silent = await authorizationRequest(party, { prompt: 'none' })
  const now = await exchange(party, (await visitor.open(silent.url)).url, silent)
  expect([subs[0] === subs[1], now.claims()?.sub]).toEqual([false, subs[1]])
})

it('signs nobody in with a CS that was changed while they signed in', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const login = { cuentaId: cuenta.id, acr: 'urn:sence:cs', amr: ['pwd'], shared: false }
  const visitor = new Visitor(site.base)
  const ask = async () => {
    const { url } = await visitor.open((await authorizationRequest(party)).url)
    return new URL(url).searchParams.get('interaccion') ?? ''
  }
  const address = await finishIn(site, visitor, await ask(), { login })
  const fingerprint = claveFingerprintOf(site.deps, cuenta)
  await site.deps.store.transaction(async ({ cuentas }) => {
    const current = await cuentas.findById(cuenta.id)
    await cuentas.save({ ...cuenta, ...current, claveHash: 'otra' })
  })
  // As if what ends them had come a moment before each was stored.
  expect((await visitor.open(address ?? '')).status).toBe(400)
  const id = await ask()
  const { interactions } = site.product.services
  const late = { login: { ...login, claveFingerprint: fingerprint } }
  expect(await interactions.finish(id, late, 'paso')).toBeUndefined()
  const silent = await visitor.open((await authorizationRequest(party, { prompt: 'none' })).url)
  expect(new URL(silent.url).searchParams.get('error')).toBe('login_required')
})

it('takes no permission from whoever presses once the person who was asked signed out', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const other = await registerRelyingParty(site, { tipo: 'tercero' })
  const visitor = new Visitor(site.base)
  const { url } = await authorizationRequest(other, { scope: 'openid run' })
  const asked = await signInAs(site, visitor, (await visitor.open(url)).url, cuenta.id)
  await visitor.open(paths.openId.claveUnicaSignOut)
  const id = new URL(asked.url).searchParams.get('interaccion') ?? ''
  expect(await finishIn(site, visitor, id, { consent: 'granted' })).toBeUndefined()
  expect(await site.deps.store.single.openIdConsents.findScopes(cuenta.id, other.sistema.id)).toEqual([])
})

it('goes on with a sign-in whose own session ended meanwhile', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const { visitor } = await signIn(site, party, cuenta.id)
  const request = await authorizationRequest(party, { prompt: 'login' })
  const asked = await visitor.open(request.url)
  await site.deps.store.transaction((uow) => uow.openId.endByCuenta(cuenta.id, site.clock.now()))
  const back = await signInAs(site, visitor, asked.url, cuenta.id)
  expect((await exchange(party, back.url, request)).token_type).toBe('bearer')
})

it('signs out at once who comes with the ID token of the session, and asks any other', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const { visitor, tokens } = await signIn(site, party, cuenta.id)
  const post_logout_redirect_uri = 'https://cursos.test/adios'
  const asked = await visitor.open(
    client.buildEndSessionUrl(party.config, {
      post_logout_redirect_uri,
      client_id: party.sistema.id,
      state: 'x',
    }),
  )
  expect(asked.html).toContain('¿Quiere cerrar su sesión?')
  expect(asked.headers.get('Content-Security-Policy')).toContain("form-action 'self' https://cursos.test;")
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(asked.html) ?? []
  const left = await visitor.submit(paths.openId.signOut, { xsrf, logout: 'yes' })
  expect(left.url).toBe(`${post_logout_redirect_uri}?state=x`)
  await expect(userInfo(party, tokens)).rejects.toThrow()

  const second = await signIn(site, party, cuenta.id, { visitor })
  const out = await visitor.open(
    client.buildEndSessionUrl(party.config, {
      post_logout_redirect_uri,
      id_token_hint: second.tokens.id_token ?? '',
    }),
  )
  expect(out.url).toBe(post_logout_redirect_uri)
  await expect(userInfo(party, second.tokens)).rejects.toThrow()
  expect((await visitor.open(client.buildEndSessionUrl(party.config))).html).toContain('Cerró su sesión')
})

it('says in Spanish that a request cannot be answered, and answers it nowhere', async () => {
  const request = await authorizationRequest(party, { redirect_uri: 'https://cursos.test/vuelta/' })
  const page = await new Visitor(site.base).open(request.url)
  expect(page.status).toBe(400)
  expect(page.html).toContain('No pudimos seguir con su ingreso')
  expect(page.html).toContain('invalid_redirect_uri')
})

const userInfo = ({ config }: RelyingParty, tokens: Tokens) =>
  client.fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck)
