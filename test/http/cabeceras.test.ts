import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Navegador, textoDe } from '../support/navegador.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { pedirEnlace, responder } from '../support/recorridos.ts'

const llave = () => `k1:${randomBytes(32).toString('base64')}`
const PRODUCCION = {
  NODE_ENV: 'production',
  BASE_URL: 'https://clave.test',
  BCRYPT_COST: '10',
  TEST_CAPTCHA: '',
  SESSION_SECRET: randomBytes(32).toString('hex'),
  PEPPER: llave(),
  ENCRYPTION_KEYS: llave(),
  TRUST_PROXY: '1',
}

describe('security headers', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test('every page has a policy with a nonce of its own and nothing inline', async () => {
    const yo = new Navegador(p.app)
    const nonces = new Set<string>()
    for (const url of ['/', '/natural/registrar', '/natural/recuperar', '/no-existe', '/enlace/vencido']) {
      const { cabeceras, html } = await yo.abrir(url)
      const politica = cabeceras['content-security-policy'] ?? ''
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(politica)?.[1] ?? ''
      nonces.add(nonce)
      expect(politica).toContain("default-src 'none'")
      expect(politica).toContain("frame-ancestors 'none'")
      expect(politica).toContain("form-action 'self'")
      expect(politica).toContain("base-uri 'none'")
      expect(politica).not.toContain('unsafe')
      expect(html).toContain(`nonce="${nonce}"`)
      expect(html).not.toMatch(/<style|style="| on\w+="|href="javascript:/)
      expect(cabeceras).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
      })
      expect(cabeceras['permissions-policy']).toContain('camera=()')
      expect(cabeceras).not.toHaveProperty('x-powered-by')
    }
    expect(nonces.size).toBe(5)
  })

  test('nobody keeps a copy of a page; files that never change are kept', async () => {
    const yo = new Navegador(p.app)
    const paginas = [
      await yo.abrir('/natural/registrar'),
      await responder(yo, 34_000_001, 'no es esta'),
      await pedirEnlace(yo, 34_000_001),
      await yo.abrir('/natural/cambiar/listo'),
      await yo.abrir('/no-existe'),
    ]
    for (const { cabeceras } of paginas) {
      expect(cabeceras['cache-control']).toBe('no-store')
      expect(cabeceras.etag).toBeUndefined()
    }
    const hoja = /href="(\/recursos\/[^"]+\.css)"/.exec(paginas[0]?.html ?? '')?.[1] ?? ''
    const archivo = await yo.pedir(hoja)
    expect(archivo.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(archivo.headers).not.toHaveProperty('set-cookie')
  })

  test('an error has a reference number and nothing of the inside', async () => {
    const pagina = await new Navegador(p.app).abrir('/no-existe')
    expect(pagina).toMatchObject({ estado: 404, titulo: 'No encontramos esta página' })
    const referencia = /número de referencia: ([0-9A-F]{8})/.exec(textoDe(pagina))?.[1] ?? 'none'
    expect(pagina.cabeceras['x-request-id']?.toUpperCase().startsWith(referencia)).toBe(true)
  })

  test('a fault of ours is a page with a reference, without a trace of the code', async () => {
    const otro = await productoDePrueba()
    Object.assign(otro.deps.captcha, {
      emitir: () => {
        throw new Error('a secret of the inside')
      },
    })
    const pagina = await new Navegador(otro.app).abrir('/natural/registrar')
    expect(pagina).toMatchObject({ estado: 500, titulo: 'Tuvimos un problema' })
    expect(textoDe(pagina)).toMatch(/número de referencia: [0-9A-F]{8}/)
    expect(pagina.html).not.toMatch(/inside|Error:.* at |node_modules|\.ts:/)
    await otro.cerrar()
  })

  test('cookies: for us only, and for this site', async () => {
    const { headers } = await new Navegador(p.app).pedir('/natural/registrar')
    expect(String(headers['set-cookie'])).toMatch(/^clave=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(headers).not.toHaveProperty('strict-transport-security')
  })
})

describe('in production', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ entorno: PRODUCCION })
  })
  afterAll(() => p.cerrar())

  test('cookies are bound to the host and to https', async () => {
    const yo = new Navegador(p.app, { 'X-Forwarded-Proto': 'https' })
    const { headers } = await yo.pedir('/natural/registrar')
    expect(String(headers['set-cookie'])).toMatch(
      /^__Host-clave=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(headers['strict-transport-security']).toContain('max-age=63072000')
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests')
  })

  test('without https no cookie is given', async () => {
    const { headers } = await new Navegador(p.app).pedir('/natural/registrar')
    expect(headers).not.toHaveProperty('set-cookie')
  })

  test('the pages of development do not exist', async () => {
    const yo = new Navegador(p.app, { 'X-Forwarded-Proto': 'https' })
    for (const url of ['/dev/correo', '/metrics']) expect((await yo.pedir(url)).status).toBe(404)
  })

  test('return addresses over http are ignored, also on this machine', async () => {
    const yo = new Navegador(p.app, { 'X-Forwarded-Proto': 'https' })
    expect((await yo.pedir('/?volver=http://localhost:3000/')).headers).not.toHaveProperty('set-cookie')
  })
})
