/** A system that wants the answer in a form, as .NET does. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT } from '../../support/browser/browser-visit.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { registerNatural } from '../../support/http/journeys.ts'
import { openTestSite } from '../../support/http/site.ts'
import { authorizationRequest, exchange, registerRelyingParty } from '../../support/openid/relying-party.ts'

describeInChromium('a system that wants the answer in a form', () => {
  const e = browserScene(openTestSite)
  let system: Server
  let base: string
  let posted = ''
  beforeAll(async () => {
    system = createServer(async (req, res) => {
      if (req.method === 'POST') posted = await text(req)
      // On to a page of its own, as systems do.
      if (req.method === 'POST') res.writeHead(303, { Location: '/inicio' }).end()
      else res.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Dentro</h1>')
    })
    system.listen(0, '127.0.0.1')
    await once(system, 'listening')
    base = `http://127.0.0.1:${(system.address() as AddressInfo).port}`
  })
  afterAll(() => {
    system.close()
    system.closeAllConnections()
  })

  describe.each([WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT])('$name', (mode) => {
    it('gets it there, and nothing else of ours', async () => {
      const number = e.site.number()
      await registerNatural(e.site, number)
      const redirectUri = `${base}/vuelta`
      const party = await registerRelyingParty(e.site, { redirectUris: [redirectUri] })
      const request = await authorizationRequest(party, {
        redirect_uri: redirectUri,
        response_mode: 'form_post',
      })
      const v = await e.enter(mode)
      v.mayGoTo(base)
      await v.goTo(request.url.href)
      await v.follow('Persona Natural')
      await v.submit({ rut: rutOf(number), clave: CLAVE }, 'Ingresar')
      if (!mode.javaScriptEnabled) {
        await v.page.waitForURL(/authorize/)
        await v.press('Continuar')
      }
      await v.page.waitForURL(`${base}/inicio`)
      expect([...new URLSearchParams(posted).keys()]).toEqual(['code', 'state', 'iss'])
      const tokens = await exchange(party, `${redirectUri}?${posted}`, request)
      expect(tokens.claims()?.acr).toBe('urn:sence:cs')
    })
  })
})
