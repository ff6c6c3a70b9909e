/** Who attacks what systems hold, on two nodes that take requests in turn. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  resumeSistema,
  rotateSecreto,
  suspendSistema,
} from '../../src/application/staff/sistemas/change-sistema.ts'
import { ingresarPaths } from '../../src/domain/ingresar-paths.ts'
import type { SistemaTerms } from '../../src/domain/sistemas/sistema.ts'
import { paths } from '../../src/domain/urls.ts'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { openTwoNodes, type TestSite } from '../support/http/site.ts'
import { type Answer, LASTING, send, toCode, userInfo } from '../support/openid/by-hand.ts'
import {
  authorizationRequest,
  exchange,
  finishIn,
  type RelyingParty,
  registerRelyingParty,
  signIn,
  signInAs,
} from '../support/openid/relying-party.ts'
import { Visitor } from '../support/openid/visitor.ts'
import { runAtOnce } from '../support/storage/contract.ts'

const OPERADOR = {
  actor: { kind: 'operador', nombre: 'ana', powers: ['administrar_sistemas'] },
  requestId: 'orden',
} as const
const SCOPES = ['openid', 'run', 'name', 'email', 'offline_access'] as const

let site: TestSite
let party: RelyingParty
let other: RelyingParty
beforeAll(async () => {
  site = await openTwoNodes()
  party = await registerRelyingParty(site, { scopes: [...SCOPES] })
  other = await registerRelyingParty(site, { scopes: [...SCOPES], sector: 'otro' })
})
afterAll(() => site.close())

const refresh = (of: RelyingParty, refresh_token = '') =>
  send(site, of, 'token', { grant_type: 'refresh_token', refresh_token })
const lasting = async (of: RelyingParty) => {
  const { exchange: own, cuentaId, visitor } = await toCode(site, of, LASTING)
  return { cuentaId, visitor, own, tokens: (await send(site, of, 'token', own)).json }
}
const refusal = ({ status, json }: Answer) => `${status} ${json.error ?? ''}`
const INVALID_GRANT = '400 invalid_grant'

/** Nothing of these answers opens anything. */
async function expectAllEnded(answers: readonly Answer[]): Promise<void> {
  const given = answers.filter(({ status }) => status === 200)
  expect(given.length).toBeLessThanOrEqual(1)
  for (const answer of answers.filter(({ status }) => status !== 200))
    expect(refusal(answer)).toBe(INVALID_GRANT)
  for (const { json } of given) {
    expect((await userInfo(site, json.access_token ?? '')).status).toBe(401)
    if (json.refresh_token) expect(refusal(await refresh(party, json.refresh_token))).toBe(INVALID_GRANT)
  }
}

it('exchanges one code ten times at once: one set of tokens at most, and whatever rests on its grant ends', async () => {
  const { cuentaId, visitor, tokens: former } = await lasting(party)
  const again = await signIn(site, party, cuentaId, {
    visitor,
    parameters: { scope: 'openid', prompt: 'none' },
  })
  expect((await userInfo(site, again.tokens.access_token)).status).toBe(200)
  const request = await authorizationRequest(party, { scope: 'openid', prompt: 'none' })
  const { url } = await visitor.open(request.url)
  const stolen = {
    grant_type: 'authorization_code',
    code: new URL(url).searchParams.get('code') ?? '',
    redirect_uri: 'https://cursos.test/vuelta',
    code_verifier: request.verifier,
  }
  await expectAllEnded(await runAtOnce(10, () => send(site, party, 'token', stolen)))
  expect((await userInfo(site, again.tokens.access_token)).status).toBe(401)
  expect(refusal(await refresh(party, former.refresh_token))).toBe(INVALID_GRANT)
  // The person is still signed in, and the system may ask again.
  expect(
    (await signIn(site, party, cuentaId, { visitor, parameters: { prompt: 'none' } })).tokens.scope,
  ).toContain('openid')
})

it('uses a code a second time, later: the tokens of the first time end', async () => {
  const { own, tokens } = await lasting(party)
  expect((await userInfo(site, tokens.access_token ?? '')).status).toBe(200)
  expect(refusal(await send(site, party, 'token', own))).toBe(INVALID_GRANT)
  expect((await userInfo(site, tokens.access_token ?? '')).status).toBe(401)
  expect(refusal(await refresh(party, tokens.refresh_token))).toBe(INVALID_GRANT)
})

it('refreshes with one token ten times at once, or with a former one: nothing of it lives on', async () => {
  const { tokens } = await lasting(party)
  await expectAllEnded(await runAtOnce(10, () => refresh(party, tokens.refresh_token)))
  const second = await lasting(party)
  const renewed = await refresh(party, second.tokens.refresh_token)
  expect(renewed.status).toBe(200)
  await expectAllEnded([await refresh(party, second.tokens.refresh_token)])
  await expectAllEnded([renewed])
})

it('has the code of another system, or for another address: it is worth nothing, nor spent', async () => {
  const { exchange: own } = await toCode(site, party)
  for (const [who, changes] of [
    [other, {}],
    [party, { redirect_uri: 'https://cursos.test/vuelta/' }],
    [party, { code_verifier: 'x'.repeat(43) }],
    [party, { code_verifier: '' }],
  ] as const)
    expect(refusal(await send(site, who, 'token', { ...own, ...changes }))).toMatch(
      /^400 invalid_(grant|request)$/,
    )
  expect((await send(site, party, 'token', own)).status).toBe(200)
})

it('takes the proof of possession out of a request: a public system is refused, another may not use one then', async () => {
  const open = await registerRelyingParty(site, { autenticacion: 'ninguna', sector: 'abierto' })
  for (const change of [
    { code_challenge_method: 'plain' },
    { code_challenge: '', code_challenge_method: '' },
    { code_challenge: 'corto' },
    { code_challenge_method: '' },
  ]) {
    const { url } = await new Visitor(site.base).open((await authorizationRequest(open, change)).url)
    expect([change, new URL(url).searchParams.get('error')]).toEqual([change, 'invalid_request'])
  }
  const { exchange: own } = await toCode(site, open)
  const { code_verifier: _, ...without } = own
  expect(refusal(await send(site, open, 'token', without))).toBe(INVALID_GRANT)
  expect((await send(site, open, 'token', own)).status).toBe(200)
  // A code that was asked for without a challenge, put in the place of one with it.
  const bare = await toCode(site, party, { code_challenge: '', code_challenge_method: '' })
  expect(refusal(await send(site, party, 'token', bare.exchange))).toBe(INVALID_GRANT)
})

it('asks about the token of another system, or revokes it: it learns nothing and ends nothing', async () => {
  const { tokens } = await lasting(party)
  for (const token of [tokens.access_token ?? '', tokens.refresh_token ?? '']) {
    expect((await send(site, other, 'introspect', { token })).json).toEqual({ active: false })
    await send(site, other, 'revoke', { token })
    expect((await send(site, party, 'introspect', { token })).json).toMatchObject({ active: true })
  }
  expect(refusal(await refresh(other, tokens.refresh_token))).toBe(INVALID_GRANT)
  expect((await refresh(party, tokens.refresh_token)).status).toBe(200)
})

it('leads the browser to another provider: every answer says who gave it, and the code goes to no other', async () => {
  const request = await authorizationRequest(party)
  const visitor = new Visitor(site.base)
  const { url } = await visitor.open(request.url)
  const cuenta = await toCode(site, party)
  const { url: callback } = await signInAs(site, visitor, url, cuenta.cuentaId)
  const issuer = `${site.base}${paths.openId.root}`
  expect(new URL(callback).searchParams.get('iss')).toBe(issuer)
  const forged = new URL(callback)
  forged.searchParams.set('iss', 'https://otro.test')
  await expect(exchange(party, forged.href, request)).rejects.toThrow()
  const refused = await new Visitor(site.base).open(
    (await authorizationRequest(party, { prompt: 'none' })).url,
  )
  expect(Object.fromEntries(new URL(refused.url).searchParams)).toMatchObject({
    error: 'login_required',
    iss: issuer,
  })
})

it('has somebody finish in their browser what another one began: neither is signed in by it', async () => {
  const attacker = new Visitor(site.base)
  const victim = new Visitor(site.base)
  const asked = await attacker.open((await authorizationRequest(party)).url)
  const id = new URL(asked.url).searchParams.get('interaccion') ?? ''
  expect((await victim.open(`${ingresarPaths.entry}?interaccion=${id}`)).status).toBe(410)
  expect((await victim.open(`${paths.openId.root}/authorize/${id}`)).status).toBe(400)
  expect((await victim.open((await authorizationRequest(party)).url)).url).toContain(paths.ingresar.elegir)
})

it('has somebody finish what another one began, with its cookies from another host of the domain: it goes on in the victim’s browser alone', async () => {
  const attacker = new Visitor(site.base)
  const asked = await attacker.open((await authorizationRequest(party)).url)
  const id = new URL(asked.url).searchParams.get('interaccion') ?? ''
  const login = { acr: 'urn:sence:cs', amr: ['pwd'], shared: false }
  const { id: own } = await reachableCuenta(site, site.number())
  const { id: cuentaId } = await reachableCuenta(site, site.number())
  const first = await finishIn(site, attacker, id, { login: { ...login, cuentaId: own } })
  const victim = new Visitor(site.base)
  const second = await finishIn(site, victim, id, { login: { ...login, cuentaId } })
  const resume = `${paths.openId.root}/authorize`
  for (const address of [`${resume}/${id}`, `${resume}/${id}/`, `${resume}/${id}?paso=`, first, second]) {
    const refused = await attacker.open(address ?? '')
    expect(refused.status, address).toBe(400)
  }
  victim.take('vuelta', attacker.cookie('vuelta') ?? '')
  victim.take('vuelta.sig', attacker.cookie('vuelta.sig') ?? '')
  expect((await victim.open(second ?? '')).url, 'only the browser that finished it').toContain('code=')
})

it('gives its own finished sign-in to a victim, with its cookies from another host of the domain: nobody is signed in as the attacker', async () => {
  const attacker = new Visitor(site.base)
  const asked = await attacker.open((await authorizationRequest(party)).url)
  const id = new URL(asked.url).searchParams.get('interaccion') ?? ''
  const { id: cuentaId } = await reachableCuenta(site, site.number())
  const login = { cuentaId, acr: 'urn:sence:cs', amr: ['pwd'], shared: false }
  const address = await finishIn(site, attacker, id, { login })
  const victim = new Visitor(site.base)
  for (const name of ['vuelta', 'vuelta.sig']) victim.take(name, attacker.cookie(name) ?? '')
  expect((await victim.open(address ?? '')).status).toBe(400)
  expect((await victim.open((await authorizationRequest(party)).url)).url).toContain(paths.ingresar.elegir)
  expect((await attacker.open(address ?? '')).url, 'where it was finished').toContain('code=')
})

it('is signed in where what they asked for waits, when the account is frozen: none of it goes on', async () => {
  const third = await registerRelyingParty(site, { tipo: 'tercero', sector: 'tercero' })
  const visitor = new Visitor(site.base)
  const { cuentaId } = await toCode(site, party, {}, { visitor })
  const consent = await visitor.open((await authorizationRequest(third, { scope: 'openid run' })).url)
  expect(consent.url).toContain(paths.ingresar.permiso)
  const id = new URL(consent.url).searchParams.get('interaccion') ?? ''
  await site.deps.store.transaction((uow) => uow.openId.endByCuenta(cuentaId, site.clock.now()))
  expect(await finishIn(site, visitor, id, { consent: 'granted' })).toBeUndefined()
  expect(await site.deps.store.single.openIdConsents.findScopes(cuentaId, third.sistema.id)).toEqual([])

  const waiting = await visitor.open((await authorizationRequest(party)).url)
  const next = new URL(waiting.url).searchParams.get('interaccion') ?? ''
  const login = { cuentaId, acr: 'urn:sence:cs', amr: ['pwd'], shared: false }
  const resumed = await finishIn(site, visitor, next, { login })
  await site.deps.store.transaction((uow) => uow.openId.endByCuenta(cuentaId, site.clock.now()))
  expect((await visitor.open(resumed ?? '')).status).toBe(400)
})

it('goes on with the tokens of a system that was suspended: they open nothing until it is resumed', async () => {
  const suspended = await registerRelyingParty(site, { scopes: [...SCOPES], sector: 'suspendido' })
  const { tokens, visitor } = await lasting(suspended)
  const { exchange: own } = await toCode(site, suspended)
  await suspendSistema(site.deps, OPERADOR, { id: suspended.sistema.id })
  for (const _node of [1, 2]) {
    expect((await userInfo(site, tokens.access_token ?? '')).status).toBe(401)
    expect(refusal(await refresh(suspended, tokens.refresh_token))).toBe('401 invalid_client')
    expect(refusal(await send(site, suspended, 'token', own))).toBe('401 invalid_client')
    expect((await send(site, suspended, 'introspect', { token: tokens.access_token ?? '' })).status).toBe(401)
    expect((await visitor.open((await authorizationRequest(suspended)).url)).status).toBe(400)
  }
  await resumeSistema(site.deps, OPERADOR, { id: suspended.sistema.id })
  expect((await refresh(suspended, tokens.refresh_token)).status).toBe(200)
})

it('goes on with what it may not have any more: once its scopes or what it is changed, it asks again', async () => {
  const changed = await registerRelyingParty(site, {
    scopes: [...SCOPES],
    sector: 'cambiado',
    nombre: 'Cambiado',
  })
  const change = async (terms: Partial<SistemaTerms>) => {
    const { sistemas } = site.deps.store.single
    const current = { ...changed.sistema, ...(await sistemas.findById(changed.sistema.id)) }
    expect(await site.deps.store.transaction((uow) => uow.sistemas.save({ ...current, ...terms }))).toBe(true)
  }
  const {
    cuentaId,
    visitor,
    exchange: own,
  } = await toCode(site, changed, { ...LASTING, scope: SCOPES.join(' ') })
  const { json: tokens } = await send(site, changed, 'token', own)
  const { exchange: waiting } = await toCode(site, changed)
  await change({ scopes: ['openid', 'offline_access'] })
  expect((await userInfo(site, tokens.access_token ?? '')).status).toBe(401)
  expect((await send(site, changed, 'introspect', { token: tokens.access_token ?? '' })).json.active).toBe(
    false,
  )
  expect(refusal(await refresh(changed, tokens.refresh_token))).toBe(INVALID_GRANT)
  expect(refusal(await send(site, changed, 'token', waiting))).toBe(INVALID_GRANT)
  const less = { visitor, parameters: { scope: 'openid' } }
  const { tokens: fewer } = await signIn(site, changed, cuentaId, less)
  expect((await userInfo(site, fewer.access_token)).json).not.toHaveProperty('RolUnico')

  await change({ tipo: 'tercero' })
  expect((await userInfo(site, fewer.access_token)).status).toBe(401)
  const request = await authorizationRequest(changed, { scope: 'openid' })
  expect((await visitor.open(request.url)).url, 'nobody allowed it anything').toContain(
    paths.ingresar.permiso,
  )
})

it('keeps a former secret: it serves for the hours of its overlap, and not a moment longer, on every node', async () => {
  const rotated = await registerRelyingParty(site, { scopes: [...SCOPES], sector: 'rotado' })
  const given = await rotateSecreto(site.deps, OPERADOR, { id: rotated.sistema.id }, 2)
  const next = { ...rotated, secret: (given.ok && given.value.secret) || '' }
  const outcome = async (who: RelyingParty) => refusal(await send(site, who, 'introspect', { token: 'x' }))
  for (const who of [rotated, next, rotated, next]) expect(await outcome(who)).toBe('200 ')
  site.clock.advance({ hours: 2 })
  for (const _node of [1, 2]) {
    expect(await outcome(rotated)).toBe('401 invalid_client')
    expect(await outcome(next)).toBe('200 ')
    // A secret is good for its own system alone.
    expect(await outcome({ ...party, secret: next.secret })).toBe('401 invalid_client')
  }
})
