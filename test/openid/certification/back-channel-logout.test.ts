/** OpenID's certification plan “Back-Channel Logout OP”, module by module, by the names of its conformance suite. */
import * as client from 'openid-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reachableCuenta } from '../../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../../support/http/site.ts'
import { type BackChannel, openBackChannel, openLogoutToken } from '../../support/openid/back-channel.ts'
import { type RelyingParty, registerRelyingParty, signIn } from '../../support/openid/relying-party.ts'

const GOODBYE = 'https://cursos.test/adios'

let site: TestSite
let channel: BackChannel
let party: RelyingParty
beforeAll(async () => {
  channel = await openBackChannel()
  site = await openTestSite({ OPENID_BACKCHANNEL_ALLOWED_HOSTS: '127.0.0.1' })
  party = await registerRelyingParty(site, { backchannelLogoutUri: channel.url, postLogoutUris: [GOODBYE] })
  site.product.worker.start()
})
afterAll(async () => {
  await site.product.worker.stop()
  await site.close()
  await channel.close()
})

it('oidcc-backchannel-logout-discovery-endpoint-verification', () => {
  const { backchannel_logout_supported, backchannel_logout_session_supported } = party.config.serverMetadata()
  expect([backchannel_logout_supported, backchannel_logout_session_supported]).toEqual([true, true])
})

it('oidcc-backchannel-rp-initiated-logout', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const { visitor, tokens } = await signIn(site, party, cuenta.id)
  // Of another browser, which goes on.
  const elsewhere = await signIn(site, party, cuenta.id)
  const out = await visitor.open(
    client.buildEndSessionUrl(party.config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: GOODBYE,
      state: 'x',
    }),
  )
  expect(out.url).toBe(`${GOODBYE}?state=x`)
  const { header, claims } = await openLogoutToken(
    await channel.next(),
    party.config.serverMetadata().jwks_uri ?? '',
  )
  expect(header).toMatchObject({ alg: 'RS256', typ: 'logout+jwt' })
  expect(claims).not.toHaveProperty('nonce')
  expect(claims).toMatchObject({
    iss: party.config.serverMetadata().issuer,
    aud: party.sistema.id,
    sub: tokens.claims()?.sub,
    sid: tokens.claims()?.sid,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })
  expect(claims.sid).not.toBe(elsewhere.tokens.claims()?.sid)
  await client.fetchUserInfo(party.config, elsewhere.tokens.access_token, client.skipSubjectCheck)
})
