/** A system that listens for sign-outs on loopback, and answers as the test chooses. */
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface BackChannel {
  url: string
  /** The logout tokens that came. */
  received: string[]
  answer: (res: ServerResponse) => void
  /** The next token that comes, or has come since the last one that was asked for. */
  next(): Promise<string>
  close(): Promise<void>
}

export const answering =
  (status: number, headers: Record<string, string> = {}) =>
  (res: ServerResponse): void =>
    void res.writeHead(status, headers).end()

export async function openBackChannel(): Promise<BackChannel> {
  const arrivals = new EventEmitter()
  let given = 0
  const server = createServer(async (req, res) => {
    const token = new URLSearchParams(await text(req)).get('logout_token')
    handle.received.push(token ?? '')
    arrivals.emit('token')
    handle.answer(res)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const handle: BackChannel = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/salida`,
    received: [],
    answer: answering(200),
    async next() {
      while (handle.received.length <= given) await once(arrivals, 'token')
      return handle.received[given++] ?? ''
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return handle
}

/** Opens a logout token as its system does. @throws Error unless a key that is published signed it. */
export async function openLogoutToken(
  token: string,
  jwksUri: string,
): Promise<{ header: Record<string, unknown>; claims: Record<string, unknown> }> {
  const [header = '', claims = '', signature = ''] = token.split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  const { keys } = (await (await fetch(jwksUri)).json()) as { keys: JsonWebKey[] }
  const key = keys.find(({ kid }) => kid === read(header).kid)
  if (!key) throw new Error('no published key has that id')
  const isGenuine = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${claims}`),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  )
  if (!isGenuine) throw new Error('the key did not sign it')
  return { header: read(header), claims: read(claims) }
}
