import type { Server } from 'node:http'

const NO_TUNNEL = 'HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** How long a server waits for whom, and what it answers to requests that no application sees. */
export function settleConnections(server: Server): void {
  // A browser's kept connection must outlive that of a proxy before us.
  server.keepAliveTimeout = 65_000
  server.requestTimeout = 60_000
  // Without it, who never takes an answer would hold its memory and its places for ever. Longer than any answer takes.
  server.timeout = 120_000
  // CONNECT, which Node would leave without an answer.
  server.on('connect', (_req, socket) => {
    socket.on('error', () => {})
    socket.end(NO_TUNNEL, () => socket.destroy())
  })
}
