import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createParty } from '../../src/cli/sandbox/party.ts'
import { createSandbox } from '../../src/cli/sandbox/server.ts'
import { SCOPES } from '../../src/domain/sistemas/scopes.ts'
import { paths } from '../../src/domain/urls.ts'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import { registerRelyingParty, signInAs } from '../support/openid/relying-party.ts'
import { Visitor } from '../support/openid/visitor.ts'

let site: TestSite
let base: string
const server = createServer()
beforeAll(async () => {
  site = await openTestSite()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { sistema, secret } = await registerRelyingParty(site, {
    redirectUris: [`${base}/vuelta`],
    postLogoutUris: [`${base}/`],
    scopes: SCOPES,
  })
  const issuer = new URL(paths.openId.root, site.base).href
  const party = await createParty({ issuer, clientId: sistema.id, secret, base, scopes: SCOPES })
  const sandbox = createSandbox(party, base, () => {})
  server.on('request', (req, res) => sandbox.emit('request', req, res))
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await site.close()
})

it('the system of tests signs a person in and out, and shows what was sent and received', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const [system, product] = [new Visitor(base), new Visitor(site.base)]
  expect((await system.open('/')).html).toContain('Ingresar con Clave SENCE')
  const asked = new URLSearchParams({ pkce: 'on', prompt: 'consent' })
  for (const scope of SCOPES) asked.append('scope', scope)
  const { url } = await system.open('/comenzar', { method: 'POST', body: asked })
  const back = await signInAs(site, product, (await product.open(url)).url, cuenta.id)
  const shown = await system.open(back.url)
  expect(shown.html).toContain('La persona entró')
  for (const step of ['Cambiamos el código por tokens', 'Leímos el ID token', 'Preguntamos quién es'])
    expect(shown.html).toContain(step)
  expect(shown.html).toContain('&quot;numero&quot;: 12000000')

  expect((await system.open('/renovar', { method: 'POST' })).html).toContain('Renovamos los tokens')
  expect((await system.open('/comprobar', { method: 'POST' })).html).toContain('&quot;active&quot;: true')
  const out = await system.open('/despedida', { method: 'POST' })
  expect((await product.open(out.url)).url).toBe(`${base}/`)
})

it('the system of tests shows why a request failed', async () => {
  const system = new Visitor(base)
  const asked = await system.submit('/comenzar', { scope: 'openid', prompt: 'none' })
  const back = await new Visitor(site.base).open(asked.url)
  const shown = await system.open(back.url)
  expect(shown.html).toContain('No se pudo seguir')
  expect(shown.html).toContain('login_required')
})

it('the system of tests finishes the sign-in of each tab, once', async () => {
  const cuenta = await reachableCuenta(site, site.number())
  const [system, product] = [new Visitor(base), new Visitor(site.base)]
  const begin = async () => (await system.submit('/comenzar', { scope: 'openid', pkce: 'on' })).url
  const [first, second] = [await begin(), await begin()]
  const asked = await product.open(first)
  const back = await signInAs(site, product, asked.url, cuenta.id)
  expect((await system.open(back.url)).html).toContain('La persona entró')
  expect((await system.open((await product.open(second)).url)).html).not.toContain('No se pudo seguir')
  expect((await system.open(back.url)).html).toContain('ya volvió')
})
