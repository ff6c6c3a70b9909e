/** An SMS gateway on loopback that behaves as the test chooses. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ReceivedRequest {
  method: string
  headers: IncomingHttpHeaders
  body: string
}

/** A status, a redirect, no answer, or a cut connection. */
export type WebhookReply = number | { status: number; location: string } | 'silent' | 'cut'

export interface TestWebhookServer {
  url: string
  received: ReceivedRequest[]
  /** Chooses the reply to each request. */
  onRequest: (request: ReceivedRequest) => WebhookReply
  close(): Promise<void>
}

export async function startWebhookServer(): Promise<TestWebhookServer> {
  const server = createServer(async (req, res) => {
    const request = { method: req.method ?? '', headers: req.headers, body: await text(req) }
    handle.received.push(request)
    const reply = handle.onRequest(request)
    if (reply === 'silent') return
    if (reply === 'cut') return void req.socket.destroy()
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
