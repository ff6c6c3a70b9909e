/**
 * The smallest browser a load needs: one keep-alive connection, cookies, gzip, and the hidden fields of a form.
 */
import { Agent, request } from 'node:http'
import type { Socket } from 'node:net'
import { gunzipSync } from 'node:zlib'

export interface PageResponse {
  status: number
  destination: string
  /** Bytes of the body as sent. */
  bytes: number
  /** Unpacked when asked for: what a browser does with a page is no part of the load. */
  readonly html: string
}

const HIDDEN_FIELD = /<input type="hidden" name="([^"]+)" value="([^"]*)">/g

const CLOSED = new Set(['ECONNRESET', 'EPIPE'])

/** A kept connection was closed before the first byte of the answer. */
class ConnectionWasClosed extends Error {}

export class Visitor {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #base: URL
  readonly #headers: Readonly<Record<string, string>>
  /** By name: a browser where something was proven has one more than its session's. */
  readonly #cookies = new Map<string, string>()
  /** The connection of the last request. */
  #kept: Socket | undefined

  /** @param headers sent with each request. */
  constructor(base: string, headers: Readonly<Record<string, string>> = {}) {
    this.#base = new URL(base)
    this.#headers = headers
  }

  open(path: string): Promise<PageResponse> {
    return this.#request('GET', path)
  }

  /** Sends a form with the hidden fields of its page. */
  submit(path: string, page: PageResponse, fields: Record<string, string>): Promise<PageResponse> {
    const hiddenFields = [...page.html.matchAll(HIDDEN_FIELD)].map(([, n = '', value = '']) => [n, value])
    const body = new URLSearchParams({ ...Object.fromEntries(hiddenFields), ...fields }).toString()
    return this.#request('POST', path, body)
  }

  /** Comes as if for the first time. */
  forget(): void {
    this.#cookies.clear()
  }

  close(): void {
    this.#agent.destroy()
  }

  /** As browsers do, sends again what met a kept connection that was closed while it lay idle. */
  async #request(method: string, path: string, body?: string): Promise<PageResponse> {
    try {
      return await this.#send(method, path, body)
    } catch (error) {
      if (!(error instanceof ConnectionWasClosed)) throw error
      return this.#send(method, path, body)
    }
  }

  #send(method: string, path: string, body?: string): Promise<PageResponse> {
    const cookie = [...this.#cookies.values()].join('; ')
    const headers = {
      ...this.#headers,
      'User-Agent': 'Mozilla/5.0',
      'Accept-Encoding': 'gzip, deflate, br',
      'Sec-Fetch-Site': cookie ? 'same-origin' : 'none',
      ...(cookie && { Cookie: cookie }),
      ...(body !== undefined && {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(body),
      }),
    }
    const { hostname, port } = this.#base
    return new Promise((resolve, fail) => {
      let isAnswered = false
      const outgoing = request({ agent: this.#agent, hostname, port, path, method, headers }, (res) => {
        isAnswered = true
        res.on('error', fail)
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () => {
          for (const text of res.headers['set-cookie'] ?? []) {
            const [pair = ''] = text.split(';')
            this.#cookies.set(pair.split('=')[0] ?? '', pair)
          }
          const body = Buffer.concat(chunks)
          const isGzip = res.headers['content-encoding'] === 'gzip'
          resolve({
            status: res.statusCode ?? 0,
            destination: res.headers.location ?? '',
            bytes: body.length,
            get html() {
              return String(isGzip ? gunzipSync(body) : body)
            },
          })
        })
      })
      // `reusedSocket` says nothing of a request that waited for the one before it.
      let wasKept = false
      outgoing.on('socket', (socket) => {
        wasKept = this.#kept === socket
        this.#kept = socket
      })
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        const mayBeSentAgain = wasKept && !isAnswered && CLOSED.has(error.code ?? '')
        const name = `${method} ${path}, ${wasKept ? 'kept' : 'new'} connection`
        fail(mayBeSentAgain ? new ConnectionWasClosed() : new Error(`${name}: ${error.message}`))
      })
      outgoing.end(body)
    })
  }
}
