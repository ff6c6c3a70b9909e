import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { authorizeUrl, withSistema } from '../../support/http/ingresar.ts'
import { requestEnlace, respond } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const key = () => `k1:${randomBytes(32).toString('base64')}`
const PRODUCTION = {
  NODE_ENV: 'production',
  BASE_URL: 'https://clave.test',
  BCRYPT_COST: '10',
  TEST_CAPTCHA: '',
  SESSION_SECRET: randomBytes(32).toString('hex'),
  PEPPER: key(),
  ENCRYPTION_KEYS: key(),
  TRUST_PROXY: '1',
}

describe('security headers', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('every page has a CSP with its own nonce and nothing inline', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const nonces = new Set<string>()
    for (const url of [
      '/',
      pasoUrl('natural', 'registrar'),
      pasoUrl('natural', 'recuperar'),
      '/no-existe',
      paths.enlaceExpired,
    ]) {
      const { headers, html } = await me.open(url)
      const policy = headers['content-security-policy'] ?? ''
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      nonces.add(nonce)
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("form-action 'self'")
      expect(policy).toContain("base-uri 'none'")
      expect(policy).not.toContain('unsafe')
      expect(html).toContain(`nonce="${nonce}"`)
      expect(html).not.toMatch(/<style|style="| on\w+="|href="javascript:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
      })
      expect(headers['permissions-policy']).toContain('camera=()')
      expect(headers).not.toHaveProperty('x-powered-by')
    }
    expect(nonces.size).toBe(5)
  })

  it('pages are never cached; immutable files are', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const pages = [
      await me.open(pasoUrl('natural', 'registrar')),
      await respond(me, 34_000_001, 'no es esta'),
      await requestEnlace(me, 34_000_001),
      await me.open(pasoUrl('natural', 'cambiar', 'listo')),
      await me.open('/no-existe'),
    ]
    for (const { headers } of pages) {
      expect(headers['cache-control']).toBe('no-store')
      expect(headers.etag).toBeUndefined()
    }
    const stylesheet = /href="(\/recursos\/[^"]+\.css)"/.exec(pages[0]?.html ?? '')?.[1] ?? ''
    const file = await me.request(stylesheet)
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(file.headers).not.toHaveProperty('set-cookie')
  })

  it('an error page has a reference number', async () => {
    const page = await new ScriptFreeBrowser(p.app).open('/no-existe')
    expect(page).toMatchObject({ status: 404, title: 'No encontramos esta página' })
    const reference = /número de referencia: ([0-9A-F]{8})/.exec(textOf(page))?.[1] ?? 'none'
    expect(page.headers['x-request-id']?.toUpperCase().startsWith(reference)).toBe(true)
  })

  it('an internal error is a page with a reference, without a trace of the code', async () => {
    const other = await createTestProduct()
    Object.assign(other.deps.captcha, {
      issue: () => {
        throw new Error('a secret of the inside')
      },
    })
    const page = await new ScriptFreeBrowser(other.app).open(pasoUrl('natural', 'registrar'))
    expect(page).toMatchObject({ status: 500, title: 'Tuvimos un problema' })
    expect(textOf(page)).toMatch(/número de referencia: [0-9A-F]{8}/)
    expect(page.html).not.toMatch(/inside|Error:.* at |node_modules|\.ts:/)
    await other.close()
  })

  it('the cookie is HttpOnly and SameSite=Lax', async () => {
    const { headers } = await new ScriptFreeBrowser(p.app).request(pasoUrl('natural', 'registrar'))
    expect(String(headers['set-cookie'])).toMatch(/^clave=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(headers).not.toHaveProperty('strict-transport-security')
  })
})

describe('in production', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: PRODUCTION })
  })
  afterAll(() => p.close())

  it('the cookie is bound to the host and to https', async () => {
    const me = new ScriptFreeBrowser(p.app, { 'X-Forwarded-Proto': 'https' })
    const { headers } = await me.request(pasoUrl('natural', 'registrar'))
    expect(String(headers['set-cookie'])).toMatch(
      /^__Host-clave=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(headers['strict-transport-security']).toContain('max-age=63072000')
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests')
  })

  it('the cookies of a sign-in to another system are, too', async () => {
    const me = new ScriptFreeBrowser(p.app, { 'X-Forwarded-Proto': 'https' })
    const { headers } = await me.request(authorizeUrl(await withSistema(p)))
    const cookies = [headers['set-cookie'] ?? []].flat()
    expect(cookies.map((one) => one.split('=')[0])).toEqual([
      '__Secure-solicitud',
      '__Secure-solicitud.sig',
      '__Secure-vuelta',
      '__Secure-vuelta.sig',
    ])
    for (const one of cookies) {
      expect(one).toMatch(/; samesite=lax; secure; httponly$/i)
      expect(one).not.toMatch(/domain/i)
    }
  })

  it('no cookie is set without https', async () => {
    const { headers } = await new ScriptFreeBrowser(p.app).request(pasoUrl('natural', 'registrar'))
    expect(headers).not.toHaveProperty('set-cookie')
  })

  it('development pages do not exist', async () => {
    const me = new ScriptFreeBrowser(p.app, { 'X-Forwarded-Proto': 'https' })
    for (const url of [paths.devMail, paths.metrics]) expect((await me.request(url)).status).toBe(404)
  })

  it('http return addresses are ignored, also on localhost', async () => {
    const me = new ScriptFreeBrowser(p.app, { 'X-Forwarded-Proto': 'https' })
    expect((await me.request('/?volver=http://localhost:3000/')).headers).not.toHaveProperty('set-cookie')
  })
})
