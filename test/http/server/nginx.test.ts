import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request as plainRequest } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type ConnectionOptions, connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorPage } from '../../../src/domain/pages/error-pages.ts'
import { enlaceUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { createListeningProduct, type ListeningProduct } from '../../support/http/listening.ts'
import { findNginx, HOST, startNginx, type TestNginx } from '../../support/peers/nginx.ts'
import { findFreePort } from '../../support/product/free-port.ts'

const DEPLOY = new URL('../../../docs/deploy/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, DEPLOY), 'utf8')
const FORM = pasoUrl('migrante', 'registrar')
const MIB = 1_048_576
/** Where the pages of docs/deploy/error-pages ask for their style. */
const STYLE = '/error-pages/style.css'

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** What its server answers over https; rejects when it does not. */
const ask = (
  { https, ca }: TestNginx,
  path: string,
  { body, ...options }: RequestOptions & { body?: Buffer } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = { host: '127.0.0.1', port: https, path, ca, servername: HOST, agent: false }
    const sent = request({ ...asked, ...options, headers: { host: HOST, ...options.headers } }, (response) =>
      text(response).then(
        (whole) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole }),
        reject,
      ),
    )
    sent.on('error', reject)
    sent.end(body)
  })

/** Protocol and suite that a handshake ends with; the code of the error when there is none. */
const handshake = ({ https, ca }: TestNginx, options: ConnectionOptions): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: https, ca, servername: HOST, ...options }, () => {
      resolve(`${socket.getProtocol()} ${socket.getCipher().name}`)
      socket.destroy()
    })
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'error'))
  })

const titleOf = ({ body }: Answer) => /<h1>(.*?)<\/h1>/.exec(body)?.[1]

const OWN_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': expect.stringContaining("default-src 'none'"),
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  server: 'nginx',
}

const expectOwnPage = (answer: Answer, status: number, title: string) => {
  expect([answer.status, titleOf(answer)]).toEqual([status, title])
  expect(answer.headers).toMatchObject({ ...OWN_HEADERS, 'content-type': 'text/html; charset=utf-8' })
}

describe('the pages of the proxy’s own', () => {
  const pages = readdirSync(new URL('error-pages', DEPLOY))
    .filter((name) => name.endsWith('.html'))
    .map((name) => ({ name, html: read(`error-pages/${name}`) }))

  it('need nothing but their style, which nginx and Caddy serve and allow', () => {
    const link = `<link rel="stylesheet" href="${STYLE}">`
    for (const { html } of pages) {
      expect(html).toContain(link)
      expect(html.replace(link, '')).not.toMatch(/<(script|style|img|link|iframe|form)|style=|https?:/)
    }
    expect(read('error-pages/style.css')).not.toMatch(/url\(|@import/)
    for (const file of ['nginx.conf', 'Caddyfile'])
      expect(read(file)).toMatch(/default-src 'none';.* style-src 'self'"/)
    expect(read('Caddyfile')).toContain(`handle ${STYLE}`)
  })

  it('say what the product’s say', () => {
    for (const { name, html } of pages.filter(({ name }) => /^\d+\.html$/.test(name))) {
      expect(html).toContain(`<h1>${errorPage(Number.parseInt(name, 10)).title}</h1>`)
    }
  })
})

describe.skipIf(!findNginx())('nginx as in docs/deploy, in front of the product', () => {
  let p: ListeningProduct
  let nginx: TestNginx
  beforeAll(async () => {
    p = await createListeningProduct({ env: { TRUST_PROXY: '1' } })
    nginx = await startNginx((p.server.address() as AddressInfo).port)
  })
  afterAll(async () => {
    await nginx.close()
    await p.close()
  })

  it('passes the product’s pages as they are, and neither its metrics nor its version', async () => {
    const home = await ask(nginx, '/')
    expect([home.status, home.headers.server]).toEqual([200, 'nginx'])
    expect(home.headers['content-security-policy']).toContain('nonce-')
    expect(titleOf(await ask(nginx, '/no-existe'))).toBe('No encontramos esta página')
    for (const path of [paths.metrics, paths.readyz]) {
      expectOwnPage(await ask(nginx, path), 404, 'No encontramos esta página')
    }
  })

  it('speaks TLS 1.2 with what keeps the past secret, TLS 1.3, and nothing older', async () => {
    expect(await handshake(nginx, { minVersion: 'TLSv1.3' })).toMatch(/^TLSv1\.3 TLS_/)
    expect(await handshake(nginx, { maxVersion: 'TLSv1.2' })).toMatch(
      /^TLSv1\.2 ECDHE-ECDSA-.*(GCM|POLY1305)/,
    )
    const only = (ciphers: string) =>
      handshake(nginx, { maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` })
    for (const weak of [
      'ECDHE-ECDSA-AES128-SHA256',
      'ECDHE-ECDSA-AES256-SHA',
      'AES128-SHA',
      'AES128-GCM-SHA256',
    ]) {
      expect([weak, await only(weak)]).toEqual([weak, expect.stringContaining('HANDSHAKE_FAILURE')])
    }
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const
    expect(await handshake(nginx, old)).toContain('PROTOCOL_VERSION')
  })

  it('gives other hosts neither a certificate nor an answer', async () => {
    const other = 'otro.sence.example'
    expect(await handshake(nginx, { servername: other })).toContain('UNRECOGNIZED_NAME')
    expect(await handshake(nginx, { servername: '' })).toContain('UNRECOGNIZED_NAME')
    await expect(ask(nginx, '/', { headers: { host: other } })).rejects.toThrow('socket hang up')
  })

  it('leads to its own name over https, whatever host was asked for', async () => {
    const location = (host: string) =>
      new Promise((resolve) => {
        const asked = {
          host: '127.0.0.1',
          port: nginx.http,
          path: `${FORM}?a=1`,
          headers: { host },
        }
        const sent = plainRequest({ ...asked, agent: false }, ({ headers }) => resolve(headers.location))
        sent.on('error', () => resolve('closed')).end()
      })
    expect(await location(HOST)).toBe(`https://${HOST}${FORM}?a=1`)
    expect(await location('otro.sence.example')).toBe('closed')
  })

  it('lets a photo of 22 MB reach the product, and says in its own page what is more', async () => {
    const post = (bytes: number) =>
      ask(nginx, FORM, {
        method: 'POST',
        headers: {
          'content-type': 'application/octet-stream',
          'content-length': bytes,
          expect: '100-continue',
        },
        body: Buffer.alloc(bytes),
      })
    expect((await post(22 * MIB)).headers['x-request-id']).toBeDefined()
    expectOwnPage(await post(22 * MIB + 1), 413, 'Envió demasiados datos')
  })

  it('says in its own page what nobody can read', async () => {
    const long = 'a'.repeat(40_000)
    expectOwnPage(await ask(nginx, '/', { headers: { x: long } }), 400, 'No pudimos leer lo que envió')
    expectOwnPage(await ask(nginx, `/${long}`), 414, 'No pudimos leer lo que envió')
    expectOwnPage(await ask(nginx, '/', { method: 'TRACE' }), 405, 'No pudimos leer lo que envió')
    const odd = { method: 'POST', headers: { 'transfer-encoding': 'x' } }
    expectOwnPage(await ask(nginx, FORM, odd), 501, 'No pudimos leer lo que envió')
  })

  it('says in its own page that the product is down, and keeps the address of a link out of its log', async () => {
    const alone = await startNginx(await findFreePort())
    const token = 'TOKEN-QUE-NADIE-LEE'
    const referer = `https://${HOST}${enlaceUrl(token)}`
    const answer = await ask(alone, enlaceUrl(token), { headers: { referer } })
    expectOwnPage(answer, 502, 'El sitio no está disponible')
    expect(await alone.readLogs()).not.toContain(token)
    const style = await ask(alone, STYLE)
    expect([style.status, style.body]).toEqual([200, read('error-pages/style.css')])
    expect(style.headers).toMatchObject({ ...OWN_HEADERS, 'content-type': 'text/css' })
    for (const path of ['/error-pages/50x.html', '/error-pages/otra.html', '/error-pages/otro.css']) {
      expectOwnPage(await ask(alone, path), 404, 'No encontramos esta página')
    }
    await alone.close()
  })
})
