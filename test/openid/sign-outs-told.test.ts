import * as client from 'openid-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import { type BackChannel, openBackChannel, openLogoutToken } from '../support/openid/back-channel.ts'
import { type RelyingParty, registerRelyingParty, signIn } from '../support/openid/relying-party.ts'

let site: TestSite
let channel: BackChannel
let party: RelyingParty
beforeAll(async () => {
  channel = await openBackChannel()
  site = await openTestSite({ OPENID_BACKCHANNEL_ALLOWED_HOSTS: '127.0.0.1' })
  party = await registerRelyingParty(site, { backchannelLogoutUri: channel.url })
  site.product.worker.start()
})
afterAll(async () => {
  await site.product.worker.stop()
  await site.close()
  await channel.close()
})

const open = async (token: string) => openLogoutToken(token, party.config.serverMetadata().jwks_uri ?? '')

it('tells a system that a person signed out, as the standard says', async () => {
  const { visitor, tokens } = await signIn(site, party, (await reachableCuenta(site, site.number())).id)
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
})
