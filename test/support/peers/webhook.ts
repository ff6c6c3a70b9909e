/** A gateway for SMS on loopback that behaves as a test says. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ReceivedRequest {
  method: string
  headers: IncomingHttpHeaders
  body: string
}

/** A status, with a place to go to; or to say nothing; or to cut the connection. */
export type WebhookReply = number | { status: number; location: string } | 'callar' | 'cortar'

export interface TestWebhookServer {
  url: string
  received: ReceivedRequest[]
  /** What each request in turn is answered. */
  onRequest: (request: ReceivedRequest) => WebhookReply
  close(): Promise<void>
}

export async function startWebhookServer(): Promise<TestWebhookServer> {
  const server = createServer(async (req, res) => {
    const request = { method: req.method ?? '', headers: req.headers, body: await text(req) }
    handle.received.push(request)
    const reply = handle.onRequest(request)
    if (reply === 'callar') return
    if (reply === 'cortar') return void req.socket.destroy()
    if (typeof reply === 'number') return void res.writeHead(reply).end('+56987654321 is unknown here')
    res.writeHead(reply.status, { location: reply.location }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const handle: TestWebhookServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms?canal=clave`,
    received: [],
    onRequest: () => 202,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return handle
}
