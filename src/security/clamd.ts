import { connect, type NetConnectOpts, type Socket } from 'node:net'
import type { Antivirus } from '../application/ports.ts'

/** For the whole conversation. */
const TIMEOUT_MS = 8000
/** Bytes per INSTREAM chunk, well below any scanner's limit. */
const CHUNK = 65_536
const MAX_REPLY = 1000

/**
 * Parses CLAMD_URL: `tcp://host:port` or `unix:/path`.
 * @throws Error stating the expected form.
 */
export function parseClamdUrl(text: string): NetConnectOpts {
  const [, path] = /^unix:(\/.+)$/.exec(text) ?? []
  if (path) return { path }
  const url = URL.parse(text)
  const isBare = url && !url.username && !url.password && ['', '/'].includes(url.pathname) && !url.search
  if (url?.protocol !== 'tcp:' || !url.hostname || !url.port || !isBare) {
    throw new Error('must be tcp://host:port or unix:/path')
  }
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) }
}

/** Stands in when no scanner is configured. */
export const noAntivirus: Antivirus = {
  scan: async () => 'sin_antivirus',
  check: async () => undefined,
}

/** ClamAV, over its daemon's protocol (clamd(8), INSTREAM). */
export function createClamd(endpoint: NetConnectOpts, timeoutMs = TIMEOUT_MS): Antivirus {
  return {
    async scan(bytes) {
      const reply = await converse(endpoint, timeoutMs, (connection) => {
        connection.write('zINSTREAM\0')
        for (let offset = 0; offset < bytes.length; offset += CHUNK) {
          const chunk = bytes.subarray(offset, offset + CHUNK)
          connection.write(toFourBytes(chunk.length))
          connection.write(chunk)
        }
        connection.write(toFourBytes(0))
      })
      if (reply === 'stream: OK') return 'limpio'
      return reply?.endsWith(' FOUND') ? 'infectado' : 'pendiente'
    },

    check: async () =>
      (await converse(endpoint, timeoutMs, (connection) => connection.write('zPING\0'))) === 'PONG',
  }
}

function toFourBytes(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}

/**
 * Sends a command and waits for the reply.
 * @returns undefined when no complete reply came in time.
 */
function converse(
  endpoint: NetConnectOpts,
  timeoutMs: number,
  send: (connection: Socket) => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const connection = connect(endpoint)
    let reply = ''
    const finish = (text?: string) => {
      clearTimeout(timer)
      connection.destroy()
      resolve(text)
    }
    const timer = setTimeout(finish, timeoutMs)
    connection.once('connect', () => send(connection))
    connection.on('data', (chunk: Buffer) => {
      reply += chunk.toString('latin1')
      const end = reply.indexOf('\0')
      if (end >= 0) finish(reply.slice(0, end))
      else if (reply.length > MAX_REPLY) finish()
    })
    connection.once('error', () => finish())
    connection.once('close', () => finish())
  })
}
