import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { stop } from '../../../src/server.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

let p: TestProduct
let server: Server
beforeEach(async () => {
  p = await createTestProduct()
  server = p.app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // Longer than any test, so that it closes no connection.
  server.keepAliveTimeout = 65_000
})
afterEach(async () => {
  server.closeAllConnections()
  await p.close()
})

const shutDown = () => stop(server, p.product, p.composition)

/** A connection that the server has accepted. */
async function openConnection(): Promise<Socket> {
  const accepted = once(server, 'connection')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await accepted
  return client
}

const rawRequest = (path: string) => `GET ${path} HTTP/1.1\r\nHost: clave.test\r\n\r\n`

it('on shutdown a busy keep-alive connection is told to close, and the stop ends in time', async () => {
  const client = await openConnection()
  const stopping = shutDown()
  client.write(rawRequest('/'))
  const response = await text(client)
  expect(response).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(response).toMatch(/\r\nConnection: close\r\n/i)
  expect(response).toContain('</html>')
  expect(await stopping).toBe(true)
})

it('a request in flight on shutdown is answered whole, then its connection is closed', async () => {
  const client = await openConnection()
  const arrived = once(server, 'request')
  client.write(
    'POST /natural/registrar HTTP/1.1\r\nHost: clave.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n',
  )
  await arrived
  const stopping = shutDown()
  client.write('a=1')
  const response = await text(client)
  expect(response).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/)
  expect(response).toContain('</html>')
  expect(await stopping).toBe(true)
})

it('an idle keep-alive connection does not delay the shutdown', async () => {
  const client = await openConnection()
  client.write(rawRequest(pasoUrl('natural', 'registrar')))
  await once(client, 'data')
  client.resume()
  expect(await shutDown()).toBe(true)
})
