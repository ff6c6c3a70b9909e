import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeInLlamada } from '../../src/application/staff/acciones/state.ts'
import { freezeCuenta } from '../../src/application/staff/cuentas/freeze-cuenta.ts'
import { takeOver } from '../../src/application/staff/llamadas/open-llamada.ts'
import type { Cuenta } from '../../src/domain/account/cuenta.ts'
import { pasoUrl, paths } from '../../src/domain/urls.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { funcionario } from '../support/data/funcionarios.ts'
import { OPERADOR } from '../support/data/operador.ts'
import { loadRegistro, organismoOf } from '../support/data/organismos.ts'
import { CLAVE, rutOf } from '../support/data/personas.ts'
import { cambiar, noFuiYo } from '../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../support/http/script-free-browser.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import { type BackChannel, openBackChannel, openLogoutToken } from '../support/openid/back-channel.ts'
import { type RelyingParty, registerRelyingParty, signIn } from '../support/openid/relying-party.ts'

let site: TestSite
let channel: BackChannel
let party: RelyingParty
let other: RelyingParty
let claveHash: string
beforeAll(async () => {
  channel = await openBackChannel()
  site = await openTestSite({ OPENID_BACKCHANNEL_ALLOWED_HOSTS: '127.0.0.1' })
  claveHash = await site.deps.hasher.reserve(CONTEXT, 1, (one) => one.create(CLAVE))
  party = await registerRelyingParty(site, { backchannelLogoutUri: channel.url })
  other = await registerRelyingParty(site, { backchannelLogoutUri: channel.url, sector: 'otro' })
  site.product.worker.start()
})
afterAll(async () => {
  await site.product.worker.stop()
  await site.close()
  await channel.close()
})

const open = async (token: string) => openLogoutToken(token, party.config.serverMetadata().jwks_uri ?? '')
/** Somebody who is signed in to two systems. */
async function signedIn(changes: Partial<Cuenta> = {}) {
  const number = site.number()
  const cuenta = await reachableCuenta(site, number, { claveHash, ...changes })
  const first = await signIn(site, party, cuenta.id)
  const second = await signIn(site, other, cuenta.id, { visitor: first.visitor })
  const sids = [first, second].map(({ tokens }) => tokens.claims()?.sid)
  return { ...first, number, cuenta, sids }
}
/** Waits until two systems are told. @returns which sessions ended. */
const told = async () =>
  (await Promise.all([open(await channel.next()), open(await channel.next())])).map(
    ({ claims }) => claims.sid,
  )

const freezeAtConsole = async ({ id }: Cuenta) => {
  const rita = funcionario('rita')
  const asked = { cuentaId: id, reason: 'otra_consulta', callNumber: '' } as const
  const call = await takeOver(site.deps, rita, asked)
  if (call.result !== 'bien') throw new Error(call.result)
  await site.deps.store.transaction(({ llamadas }) =>
    llamadas.save({ ...call.llamada, checkedAt: site.clock.now() }),
  )
  const order = { llamadaId: call.llamada.id, form: { body: 'congelar' }, reason: 'uso_sospechoso' } as const
  return freezeInLlamada(site.deps, rita, order)
}

it('tells a system that a person signed out, as the standard says', async () => {
  const { id } = await reachableCuenta(site, site.number())
  const { visitor, tokens } = await signIn(site, party, id)
  const claimed = tokens.claims()
  await visitor.open(client.buildEndSessionUrl(party.config, { id_token_hint: tokens.id_token ?? '' }))
  const { header, claims } = await open(await channel.next())
  expect(header).toEqual({ alg: 'RS256', typ: 'logout+jwt', kid: 'cs-1' })
  const { iat, exp, jti, ...rest } = claims
  expect(rest).toEqual({
    iss: party.config.serverMetadata().issuer,
    aud: party.sistema.id,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    sub: claimed?.sub,
    sid: claimed?.sid,
  })
  expect(Number(exp) - Number(iat)).toBeLessThanOrEqual(120)
  expect(jti).toMatch(/^[\w-]{20,}$/)
  expect(party.config.serverMetadata()).toMatchObject({
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  })
})

describe('every system of a person is told', () => {
  it('of their sign-out at one of them', async () => {
    const { visitor, tokens, sids } = await signedIn()
    await visitor.open(client.buildEndSessionUrl(party.config, { id_token_hint: tokens.id_token ?? '' }))
    expect((await told()).sort()).toEqual(sids.sort())
  })

  it('of «Terminar»', async () => {
    const { visitor, sids } = await signedIn()
    const page = await visitor.open(pasoUrl('natural', 'cambiar'))
    const [, _csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(page.html) ?? []
    await visitor.submit(paths.terminar, { _csrf })
    expect((await told()).sort()).toEqual(sids.sort())
  })

  it('of a change of CS, and of «No fui yo» after it', async () => {
    const { number, cuenta, sids } = await signedIn()
    const done = await cambiar(new ScriptFreeBrowser(site.app), number, CLAVE, 'Nogal#4471')
    expect(done.errors).toEqual([])
    expect((await told()).sort()).toEqual(sids.sort())
    const again = [await signIn(site, party, cuenta.id), await signIn(site, other, cuenta.id)]
    await noFuiYo(site, cuenta.email ?? '')
    expect((await told()).sort()).toEqual(again.map(({ tokens }) => tokens.claims()?.sid).sort())
  })

  it('of a freeze, from the command line or in a call', async () => {
    const { cuenta, sids } = await signedIn()
    await freezeCuenta(site.deps, OPERADOR, { ...cuenta, reason: 'uso_sospechoso' })
    expect((await told()).sort()).toEqual(sids.sort())
    const caller = await signedIn()
    await freezeAtConsole(caller.cuenta)
    expect((await told()).sort()).toEqual(caller.sids.sort())
  })

  it('where the register stops their organisation, whose tokens say nothing from then on', async () => {
    const number = 60_000_000
    const juridica = { perfil: 'juridica', identificador: rutOf(number) } as const
    const { tokens, sids } = await signedIn({ ...juridica, rutRepresentante: rutOf(11_111_111) })
    const others = await signedIn({ ...juridica, identificador: rutOf(number + 1) })
    await loadRegistro(site.deps, organismoOf(number))
    expect((await told()).sort()).toEqual(sids.sort())
    const info = ({ access_token }: typeof tokens) =>
      client.fetchUserInfo(party.config, access_token, client.skipSubjectCheck)
    await expect(info(tokens)).rejects.toThrow()
    expect(await info(others.tokens)).toHaveProperty('sub')
  })
})
