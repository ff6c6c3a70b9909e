import { execFile } from 'node:child_process'
import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readSigningKeys } from '../../src/application/openid/signing-keys.ts'
import type { LogoutSender } from '../../src/application/ports.ts'
import { paths } from '../../src/domain/urls.ts'
import { postForm, type Resolve } from '../../src/openid/back-channel.ts'
import { createLogoutSender } from '../../src/openid/logout-sender.ts'
import { createProvider } from '../../src/openid/provider.ts'
import { sistemaOf } from '../support/data/sistemas.ts'
import { answering, type BackChannel, openBackChannel } from '../support/openid/back-channel.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'

/** Allowed to be on this machine. */
const NAMED = 'cursos.interno.cl'

let p: TestProduct
let channel: BackChannel
let port: string
let sender: LogoutSender
let addresses: LookupAddress[]
let resolved: string[]
const resolve: Resolve = (name, _options, done) => {
  resolved.push(name)
  done(null, addresses)
}
beforeAll(async () => {
  channel = await openBackChannel()
  port = new URL(channel.url).port
  p = await createTestProduct({ env: { OPENID_BACKCHANNEL_ALLOWED_HOSTS: `${NAMED},localhost` } })
  await p.deps.store.transaction(({ sistemas }) => sistemas.create(sistemaOf()))
  const { jwks } = await readSigningKeys(p.deps)
  const options = {
    issuer: new URL(paths.openId.root, p.deps.policy.baseUrl).href,
    cookieKeys: ['x'],
    inProduction: false,
  }
  const provider = createProvider({ deps: p.deps, jwks, ...options })
  sender = createLogoutSender(p.deps, async () => provider, resolve)
})
afterAll(async () => {
  await p.close()
  await channel.close()
})
beforeEach(() => {
  channel.received.length = 0
  channel.answer = answering(200)
  addresses = [{ address: '127.0.0.1', family: 4 }]
  resolved = []
})

const send = (uri: string) => {
  const at = new Date()
  const queued = { id: 's-1', tries: 0, availableAt: at, expiresAt: at }
  return sender.send({ ...queued, sistemaId: 'cursos', cuentaId: 'ana', sid: 's-1' }, uri)
}
const post = (url: string, timeoutMs = 20_000) =>
  postForm(new URL(url), { logout_token: 'x' }, { timeoutMs, isNamed: true })

describe('what a system is told by', () => {
  it.each([200, 204])('is a form that it answers with %i', async (status) => {
    channel.answer = answering(status)
    expect(await send(`http://localhost:${port}/salida`)).toBeNull()
    expect(channel.received).toEqual([expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)])
  })

  it.each([
    [202, false],
    [400, true],
    [404, true],
    [503, false],
  ])('failed where it answers %i', async (status, answered) => {
    channel.answer = answering(status)
    expect(await send(`http://localhost:${port}/salida`)).toEqual({
      host: `localhost:${port}`,
      code: `http_${status}`,
      answered,
    })
  })
})

describe('no sign-out leads to what only we can reach:', () => {
  it.each([
    'http://127.0.0.1:PORT/salida',
    'https://127.0.0.1:PORT/salida',
    'https://2130706433:PORT/salida',
    'https://0x7f000001:PORT/salida',
    'https://0177.0.0.1:PORT/salida',
    'https://127.1:PORT/salida',
    'https://[::1]:PORT/salida',
    'https://[::ffff:127.0.0.1]:PORT/salida',
    'https://[::ffff:7f00:1]:PORT/salida',
    'https://[64:ff9b::7f00:1]:PORT/salida',
    'https://0.0.0.0:PORT/salida',
    'https://10.0.0.7/salida',
    'https://169.254.169.254/latest/meta-data',
    'https://[fe80::1]/salida',
    'https://[fd00::7]/salida',
    'https://cursos.localhost:PORT/salida',
    'https://ana@localhost:PORT/salida',
    'http://cursos.interno.cl:PORT/salida',
    'ftp://localhost:PORT/salida',
  ])('%s', async (uri) => {
    expect(await send(uri.replace('PORT', port))).toMatchObject({ code: 'direccion' })
    expect(resolved).toEqual([])
    expect(channel.received).toEqual([])
  })

  it.each([
    ['127.0.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['192.168.1.7'],
    ['169.254.169.254'],
    ['fd00::7'],
    ['93.184.216.34', '10.0.0.7'],
  ])('a name whose addresses are %s', async (...found) => {
    addresses = found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    expect(await send(`https://cursos.cl:${port}/salida`)).toEqual({
      ...{ host: `cursos.cl:${port}`, code: 'direccion_privada', answered: false },
    })
    // Looked at once, when the connection is made: there is no later answer to lead elsewhere.
    expect(resolved).toEqual(['cursos.cl'])
    expect(channel.received).toEqual([])
  })

  it('an answer that leads there', async () => {
    const hidden = await openBackChannel()
    channel.answer = answering(307, { location: hidden.url })
    expect(await send(`http://localhost:${port}/salida`)).toMatchObject({ code: 'http_307', answered: false })
    expect(hidden.received).toEqual([])
    await hidden.close()
  })
})

describe('a system keeps none of us waiting', () => {
  it('that never answers', async () => {
    channel.answer = () => {}
    await expect(post(channel.url, 50)).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('whose name never resolves', async () => {
    const silent = { timeoutMs: 50, isNamed: false, resolve: () => {} }
    await expect(postForm(new URL('https://cursos.cl/'), {}, silent)).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('whose answer has no end', async () => {
    let ended: Promise<unknown> | undefined
    channel.answer = (res) => {
      ended = once(res, 'close')
      res.writeHead(200)
      pour(res)
    }
    expect(await post(channel.url)).toBe(200)
    await ended
  })

  it('whose head has no end', async () => {
    channel.answer = ({ socket }) => {
      socket?.write('HTTP/1.1 200 OK\r\n')
      socket?.write(`X: ${'x'.repeat(100_000)}`)
    }
    await expect(post(channel.url)).rejects.toMatchObject({ code: 'HPE_HEADER_OVERFLOW' })
  })
})

it('tells nothing to who cannot show the certificate of its name', async () => {
  const { stdout } = await promisify(execFile)('openssl', [
    ...['req', '-x509', '-nodes', '-days', '1', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', '-', '-out', '-'],
  ])
  const asked: string[] = []
  const server = createServer({ key: stdout, cert: stdout }, ({ url }, res) => {
    asked.push(url ?? '')
    res.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const uri = `https://localhost:${(server.address() as AddressInfo).port}/salida`
  expect(await send(uri)).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', answered: false })
  expect(asked).toEqual([])
  server.close()
})

/** Writes for as long as somebody reads. */
function pour(res: ServerResponse): void {
  while (!res.destroyed && res.write('x'.repeat(10_000)));
  if (!res.destroyed) res.once('drain', () => pour(res))
}
