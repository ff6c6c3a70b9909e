import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { registerNatural, respond, shownProvisoria } from '../../support/http/journeys.ts'
import { listen, type SendRequest } from '../../support/http/raw-http.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const KB = 1024
const NATURAL_PAGES = [
  pasoUrl('natural', 'registrar'),
  pasoUrl('natural', 'recuperar'),
  pasoUrl('natural', 'cambiar'),
  pasoUrl('natural', 'actualizar'),
]

let p: TestProduct
let request: SendRequest
let close: () => Promise<void>
beforeAll(async () => {
  p = await createTestProduct()
  const listener = await listen(p.app)
  request = listener.request
  close = listener.close
})
afterAll(async () => {
  await close()
  await p.close()
})

/** Bytes of a page and its blocking stylesheets, as sent to a browser on its first visit. */
async function firstVisitBytes(path: string, encodings: string): Promise<number> {
  const headers = { 'accept-encoding': encodings }
  const page = await request(path, headers)
  expect(page.status).toBe(200)
  const html = gunzipSync(page.body).toString()
  const stylesheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, url = '']) => url)
  expect(stylesheets.length).toBeGreaterThan(0)
  const responses = await Promise.all(stylesheets.map((url) => request(url, headers)))
  return responses.reduce((sum, { body }) => sum + body.length, page.body.length)
}

describe('bytes of a first visit, HTML and stylesheets', () => {
  it.each(['/', ...NATURAL_PAGES])('%s: at most 14 KB, with or without brotli', async (path) => {
    expect(await firstVisitBytes(path, 'gzip, deflate, br')).toBeLessThanOrEqual(14 * KB)
    expect(await firstVisitBytes(path, 'gzip')).toBeLessThanOrEqual(14 * KB)
  })

  it('the longest form, a migrant’s with all comunas and countries: at most 18 KB', async () => {
    expect(await firstVisitBytes(pasoUrl('migrante', 'registrar'), 'gzip, deflate, br')).toBeLessThanOrEqual(
      18 * KB,
    )
    expect(await firstVisitBytes(pasoUrl('migrante', 'registrar'), 'gzip')).toBeLessThanOrEqual(18 * KB)
  })

  it('preloaded fonts: at most 34 KB together', async () => {
    const { body } = await request('/')
    const sources = [...body.toString().matchAll(/rel="preload" as="font"[^>]* href="([^"]+)"/g)]
    const responses = await Promise.all(sources.map(([, url = '']) => request(url)))
    expect(responses.map(({ status }) => status)).toEqual([200, 200])
    expect(responses.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(34 * KB)
  })
})

describe('immutable files', () => {
  it('are served in the encoding that the browser accepts, with the same content', async () => {
    const { body } = await request('/')
    const stylesheet = /href="(\/recursos\/[^"]+\.css)"/.exec(body.toString())?.[1] ?? ''
    const plain = await request(stylesheet)
    const br = await request(stylesheet, { 'accept-encoding': 'gzip, br' })
    const gzip = await request(stylesheet, { 'accept-encoding': 'gzip, br;q=0' })
    expect([plain, gzip, br].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'gzip',
      'br',
    ])
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true)
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true)
    for (const { headers } of [plain, gzip, br]) {
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': 'text/css; charset=utf-8',
        vary: 'Accept-Encoding',
      })
    }
  })

  it('named in a stylesheet exist', async () => {
    const { body } = await request('/')
    const stylesheet = /href="(\/recursos\/[^"]+\.css)"/.exec(body.toString())?.[1] ?? ''
    const css = (await request(stylesheet)).body.toString()
    const named = [...css.matchAll(/url\("([^"]+)"\)/g)].map(([, url = '']) => url)
    expect(named.length).toBeGreaterThan(4)
    for (const url of named) {
      expect((await request(new URL(url, `http://x${stylesheet}`).pathname)).status, url).toBe(200)
    }
  })
})

describe('pages', () => {
  const encoding = async (headers: Record<string, string>, path = pasoUrl('natural', 'recuperar')) =>
    (await request(path, { 'accept-encoding': 'gzip', ...headers })).headers['content-encoding']

  it('are compressed on a first visit and from our own pages', async () => {
    const session = { cookie: 'clave=x', host: 'clave.test' }
    expect(await encoding({})).toBe('gzip')
    expect(await encoding({ ...session, 'sec-fetch-site': 'same-origin' })).toBe('gzip')
    expect(await encoding({ ...session, 'sec-fetch-site': 'none' })).toBe('gzip')
    expect(await encoding({ ...session, referer: 'https://clave.test/' })).toBe('gzip')
  })

  it('that another site opens with the session of a person are not compressed', async () => {
    const session = { cookie: 'clave=x', host: 'clave.test' }
    expect(await encoding({ ...session, 'sec-fetch-site': 'cross-site' })).toBeUndefined()
    expect(await encoding({ ...session, 'sec-fetch-site': 'same-site' })).toBeUndefined()
    expect(await encoding({ ...session, referer: 'https://otro.test/' })).toBeUndefined()
    expect(await encoding({ ...session, referer: 'no es una URL' })).toBeUndefined()
    expect(await encoding(session)).toBeUndefined()
  })

  it('are not compressed without gzip support or when they are short', async () => {
    expect(await encoding({ 'accept-encoding': 'identity' })).toBeUndefined()
    expect(await encoding({ 'accept-encoding': 'gzip;q=0, *;q=0' })).toBeUndefined()
    expect(await encoding({}, paths.healthz)).toBeUndefined()
  })

  it('tell caches that they vary by encoding', async () => {
    const { headers } = await request('/')
    expect(String(headers.vary)).toContain('Accept-Encoding')
  })

  it('with a temporary key are never compressed, neither by us nor by a proxy', async () => {
    const me = new ScriptFreeBrowser(p.app, { 'Sec-Fetch-Site': 'same-origin' })
    await registerNatural(p, 21_000_001)
    const page = await respond(me, 21_000_001)
    const { headers } = page
    expect(shownProvisoria(page)).toHaveLength(10)
    expect(headers['cache-control']).toBe('no-store, no-transform')
    expect(headers['content-encoding']).toBeUndefined()
  })

  it('carry a new anti-forgery token each time', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const tokens = new Set<string>()
    for (let round = 0; round < 3; round++) {
      const { html } = await me.open(pasoUrl('natural', 'recuperar'))
      for (const chunk of (/name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '').split('.')) tokens.add(chunk)
    }
    expect(tokens.size).toBe(9)
  })
})
