import type { Server } from 'node:http'

const NO_TUNNEL = 'HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** Timeouts of the server, and its answer to CONNECT, which never reaches the application. */
export function configureConnections(server: Server): void {
  // Longer than the idle timeout of a proxy in front, which would otherwise reuse a connection being closed.
  server.keepAliveTimeout = 65_000
  // Of the whole body, for which a slow phone needs minutes; `pace.ts` ends those that keep nothing coming.
  server.requestTimeout = 240_000
  // Longer than any response takes. Without it a client that never reads would hold memory and slots for
  // ever.
  server.timeout = 120_000
  // Node leaves CONNECT unanswered.
  server.on('connect', (_req, socket) => {
    socket.on('error', () => {})
    socket.end(NO_TUNNEL, () => socket.destroy())
  })
}
