import { METHODS, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captchaUrls, casoUrl, enlaceUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { configureConnections } from '../../../src/http/request/connections.ts'
import { readableChain } from '../../../src/http/request/forwarded-for.ts'
import { createListeningProduct, type ListeningProduct } from '../../support/http/listening.ts'
import { filledForm, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'

const HOST = 'Host: clave.test\r\n'

async function serve(env: Record<string, string>): Promise<ListeningProduct> {
  const p = await createListeningProduct({ env })
  configureConnections(p.server)
  return p
}

/** Sends a hand-written request. @returns the whole raw response. */
async function ask(server: Server, line: string, headers = HOST, body = ''): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(`${line} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n${body}`)
  return text(socket)
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1])
const allowOf = (answer: string) => /^Allow: (.*)\r$/m.exec(answer)?.[1]

describe('the request line', () => {
  let server: Server
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ server, close } = await serve({
      METRICS_TOKEN: 'a-token-of-the-operator',
      LIMIT_POSTS_PER_10_MINUTES: '100000',
    }))
  })
  afterAll(() => close())

  const METHODS_OF_ALL = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']
  const TARGETS = [
    '*',
    'http://clave.test/',
    `http://clave.test${pasoUrl('natural', 'registrar')}`,
    `https://otro.test${paths.healthz}`,
    'http:',
  ]

  it.each(TARGETS)('a target that is not a path (%s) is refused for every method', async (target) => {
    for (const method of METHODS_OF_ALL) {
      const answer = await ask(server, `${method} ${target}`)
      expect([method, statusOf(answer)]).toEqual([method, 400])
      expect(answer).toMatch(/\r\n\r\n(No pudimos leer lo que envió\n)?$/)
    }
  })

  it.each([
    `/${pasoUrl('natural', 'registrar')}`,
    '//otro.test/',
    '/\\otro.test',
    '/./',
    '/nada',
    `${pasoUrl('natural', 'registrar')}/x/y`,
  ])('an unknown path (%s) is 404 for every method', async (path) => {
    for (const method of METHODS_OF_ALL)
      expect([method, statusOf(await ask(server, `${method} ${path}`))]).toEqual([method, 404])
  })

  it.each([
    ['/', 'GET, HEAD'],
    [paths.healthz, 'GET, HEAD'],
    [paths.metrics, 'GET, HEAD'],
    ['/Account', 'GET, HEAD'],
    [`${paths.privacidad}?volver=x`, 'GET, HEAD'],
    [`${paths.assets}/`, undefined],
    [pasoUrl('natural', 'registrar'), 'GET, HEAD, POST'],
    ['/NATURAL/Registrar/', 'GET, HEAD, POST'],
    [pasoUrl('migrante', 'registrar'), 'GET, HEAD, POST'],
    [paths.enlacePages.recuperar, 'GET, HEAD, POST'],
    [enlaceUrl('x'), 'GET, HEAD'],
    [captchaUrls('x').image, 'GET, HEAD'],
    [paths.refreshCaptcha, 'POST'],
    [paths.terminar, 'POST'],
    [casoUrl('natural', 'registrar'), 'POST'],
    [paths.refuseOtec, 'POST'],
  ])('%s allows %s only', async (path, offered) => {
    for (const method of METHODS.filter((one) => one !== 'CONNECT')) {
      if (offered?.split(', ').includes(method)) continue
      const answer = await ask(server, `${method} ${path}`, `${HOST}Content-Length: 2\r\n`, 'hi')
      const status = offered === undefined ? 404 : method === 'OPTIONS' ? 200 : 405
      expect([method, statusOf(answer), allowOf(answer)]).toEqual([method, status, offered])
    }
  })

  it('the 405 page says what to do, and echoes nothing of the request', async () => {
    const answer = await ask(server, 'TRACE /natural/registrar', `${HOST}X-Secret: repeated\r\n`)
    expect(answer).toContain('Esta página no se abre así')
    expect(answer).toMatch(/^Content-Security-Policy: /m)
    expect(answer).not.toContain('repeated')
    expect((await new ScriptFreeBrowser(server).open(paths.terminar)).title).toBe(
      'Esta página no se abre así',
    )
  })

  it('files are read-only', async () => {
    const { html } = await new ScriptFreeBrowser(server).open('/')
    const sheet = /href="(\/recursos\/[^"]+\.css)"/.exec(html)?.[1]
    const answer = await ask(server, `DELETE ${sheet}`)
    expect([statusOf(answer), allowOf(answer)]).toEqual([405, 'GET, HEAD'])
    expect(statusOf(await ask(server, `OPTIONS ${sheet}`))).toBe(200)
    expect(statusOf(await ask(server, `GET ${sheet}`))).toBe(200)
  })

  it('CONNECT is refused, also behind another request', async () => {
    expect(statusOf(await ask(server, 'CONNECT clave.test:443'))).toBe(405)
    expect(statusOf(await ask(server, `GET /healthz HTTP/1.1\r\n${HOST}\r\nCONNECT x:1`))).toBeLessThan(500)
    expect(statusOf(await ask(server, 'GET /healthz'))).toBe(200)
  })

  it('metrics do not exist without a token', async () => {
    const other = await serve({})
    expect(statusOf(await ask(other.server, 'PUT /metrics'))).toBe(404)
    await other.close()
  })
})

describe('the client’s address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:52044', '203.0.113.7'],
    ['[2001:db8::7]:52044', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['"[2001:db8::7]:443"', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
    ['203.0.113.7:1, 198.51.100.2:2', '203.0.113.7, 198.51.100.2'],
    ['spoofed, 198.51.100.2:2', '198.51.100.2'],
    ['203.0.113.7, unknown, 198.51.100.2', '198.51.100.2'],
    ['203.0.113.7, unknown', ''],
    ['203.0.113.7:port', ''],
    ['203.0.113.7:', ''],
    ['203.0.113.777:80', ''],
    ['[2001:db8::7', ''],
    [' , ,', ''],
    ['', ''],
  ])('of %j is %j', (header, chain) => {
    expect(readableChain(header)).toBe(chain)
  })

  it('the address nearest to us remains, whatever else the header holds', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6())
    fc.assert(
      fc.property(fc.string(), address, fc.nat(65_535), (garbage, ip, port) => {
        const entry = ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`
        expect(readableChain(`${garbage},${entry}`).split(', ').at(-1)).toBe(ip)
        expect(readableChain(`${ip}, ${garbage}§`)).toBe('')
      }),
    )
  })

  const post = (server: Server, forwarded: string) =>
    ask(
      server,
      'POST /natural/recuperar',
      `${HOST}X-Forwarded-For: ${forwarded}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n`,
    ).then(statusOf)

  it.each(['1', '127.0.0.1, 198.51.100.2'])(
    'behind TRUST_PROXY=%s a port changes nothing',
    async (trusted) => {
      const { server, close } = await serve({ TRUST_PROXY: trusted, LIMIT_POSTS_PER_10_MINUTES: '3' })
      const hop = trusted === '1' ? '' : ', 198.51.100.2:443'
      for (const port of [1, 2, 3])
        expect(await post(server, `9.9.9.${port}, 203.0.113.7:${port}${hop}`)).toBe(403)
      for (const entry of ['203.0.113.7:4', '203.0.113.7', '::ffff:203.0.113.7'])
        expect(await post(server, `${entry}${hop}`)).toBe(429)
      expect(await post(server, `203.0.113.8:1${hop}`)).toBe(403)
      expect(await post(server, `[2001:db8:1:2::1]:1${hop}`)).toBe(403)
      for (const last of [2, 3]) expect(await post(server, `[2001:db8:1:2::${last}]:${last}${hop}`)).toBe(403)
      expect(await post(server, `[2001:db8:1:2::9]:9${hop}`)).toBe(429)
      await close()
    },
  )

  it('without a proxy the header is ignored, and garbage counts as the proxy that wrote it', async () => {
    for (const [trusted, entries] of [
      ['', ['203.0.113.1', '203.0.113.2:80', 'x', '']],
      ['1', ['unknown', '_hidden:1', '<script>', ',']],
    ] as const) {
      const { server, close } = await serve({ TRUST_PROXY: trusted, LIMIT_POSTS_PER_10_MINUTES: '3' })
      const statuses = []
      for (const entry of entries) statuses.push(await post(server, entry))
      expect(statuses).toEqual([403, 403, 403, 429])
      if (trusted) expect(await post(server, '203.0.113.9')).toBe(403)
      await close()
    }
  })

  it('a genuine form goes through behind a proxy that writes ports', async () => {
    const { server, close } = await serve({ TRUST_PROXY: '1' })
    const person = new ScriptFreeBrowser(server, { 'X-Forwarded-For': '203.0.113.7:52044' })
    const { action, all } = filledForm(await person.open(pasoUrl('natural', 'recuperar')), {
      rut: '12.345.678-5',
    })
    expect((await person.post(action, all)).url).toBe(pasoUrl('natural', 'recuperar', 'pregunta'))
    await close()
  })
})
