import { expect, it } from 'vitest'
import { openIdRoutes } from '../../src/domain/openid-paths.ts'
import { paths } from '../../src/domain/urls.ts'
import { openTestSite } from '../support/http/site.ts'
import { send, userInfo } from '../support/openid/by-hand.ts'
import { authorizationRequest, registerRelyingParty } from '../support/openid/relying-party.ts'
import { Visitor } from '../support/openid/visitor.ts'

it('one network has so many requests to sign in or out kept, and systems are served meanwhile', async () => {
  const site = await openTestSite({ LIMIT_NEW_SESSIONS_PER_10_MINUTES: '12' })
  const party = await registerRelyingParty(site)
  const { url } = await authorizationRequest(party)
  const logout = `${paths.openId.root}${openIdRoutes.end_session}`
  const ask = async (at: string | URL) => {
    const answer = await fetch(new URL(at, site.base), {
      redirect: 'manual',
      headers: { Accept: 'text/html' },
    })
    return answer.status
  }
  for (let i = 0; i < 6; i++) expect([await ask(url), await ask(logout)]).toEqual([303, 200])
  expect([await ask(url), await ask(logout)]).toEqual([429, 429])
  expect((await new Visitor(site.base).open(url)).html).toContain('<h1')
  expect((await send(site, party, 'introspect', { token: 'x' })).json).toEqual({ active: false })
  expect((await userInfo(site, 'x')).status).toBe(401)
  expect(await ask(`${paths.openId.root}${openIdRoutes.jwks}`)).toBe(200)
  site.clock.advance({ minutes: 10 })
  expect(await ask(url)).toBe(303)
  await site.close()
})
