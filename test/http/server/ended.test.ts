import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { migranteRegistration } from '../../support/data/personas.ts'
import { createListeningProduct } from '../../support/http/listening.ts'
import { createPausableStore, type PausableStore } from '../../support/http/paused-store.ts'
import { begunUpload, openForm, requestHead, wholeUpload } from '../../support/http/raw-upload.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import type { TestProduct } from '../../support/product/test-product.ts'

const PATH = pasoUrl('migrante', 'registrar')
/** Upload slots, which one visitor has whole. */
const SLOTS = 64

const LAST = `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`

describe('upload slots', () => {
  let p: TestProduct
  let store: PausableStore
  let server: Server
  let lines: { status: number; route: string }[]
  /** A request without body, one whose file is whole, one whose file began. */
  let HEADER: string
  let WHOLE: string
  let HALF: string
  beforeEach(async () => {
    store = createPausableStore()
    lines = []
    server = createServer({ connectionsCheckingInterval: 20 })
    const options = {
      open: store.open,
      env: { LIMIT_POSTS_PER_10_MINUTES: '100000', LOG_LEVEL: 'info' },
      onLogLine: (line: string) => lines.push(JSON.parse(line)),
    }
    p = await createListeningProduct(options, server)
    const form = await openForm(server)
    HEADER = requestHead(form.cookie, 900_000)
    WHOLE = wholeUpload(form)
    HALF = begunUpload(form)
    lines.length = 0
  })
  afterEach(() => p.close())

  /** A connection; `gone` resolves when the server sees it close. */
  async function dial(): Promise<{ socket: Socket; gone: Promise<unknown> }> {
    const accepted = once(server, 'connection')
    const socket = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: true })
    // Some tests reset the connection.
    socket.on('error', () => {})
    const [serverSide] = (await accepted) as [Socket]
    return { socket, gone: new Promise((resolve) => serverSide.once('close', resolve)) }
  }

  const arrived = (count: number) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const countDown = () => {
      if (--count > 0) return
      server.off('request', countDown)
      resolve()
    }
    server.on('request', countDown)
    return promise
  }

  /** Sends over one connection, waits until the requests were handled, and ends it with `leave`. */
  async function round(sent: string, requests: number, leave: (socket: Socket) => void): Promise<void> {
    const { socket, gone } = await dial()
    const counted = store.ended(requests)
    socket.write(sent)
    await counted
    await setImmediate()
    leave(socket)
    await gone
  }

  /** The same, but leaves before the server has read the session, which it does afterwards. */
  async function unread(sent: string, requests: number, leave: (socket: Socket) => void): Promise<void> {
    const { socket, gone } = await dial()
    const release = store.pause()
    const all = arrived(requests)
    const counted = store.ended(requests)
    socket.write(sent)
    await all
    leave(socket)
    await gone
    release()
    await counted
  }

  const answer = async (sent: string): Promise<string> => {
    const { socket } = await dial()
    socket.write(sent)
    return text(socket)
  }

  /** Takes every slot and one more: only the last is refused. */
  async function expectAllFree(): Promise<void> {
    const counted = store.ended(SLOTS)
    const held = []
    while (held.length < SLOTS) held.push(await dial())
    const early: string[] = []
    for (const { socket } of held) {
      socket.once('data', (data) => early.push(String(data).split('\r')[0] ?? ''))
      socket.write(HALF)
    }
    await counted
    expect(await answer(`${WHOLE}${LAST}`)).toMatch(/^HTTP\/1\.1 503 /)
    expect(early).toEqual([])
    for (const { socket } of held) socket.destroy()
    await Promise.all(held.map(({ gone }) => gone))
    const person = new ScriptFreeBrowser(server)
    const page = await person.submitWith(await person.open(PATH), migranteRegistration(7), [
      { field: 'documento', name: 'x.txt', bytes: Buffer.from('x') },
    ])
    expect(page.status).toBe(422)
  }

  const destroy = (socket: Socket) => socket.destroy()
  const reset = (socket: Socket) => socket.resetAndDestroy()
  const halfClose = (socket: Socket) => {
    socket.resume()
    socket.end()
  }
  const breakOff = (socket: Socket) => {
    socket.resume()
    socket.end('this is no HTTP\r\n\r\n')
  }

  it('2,000 requests that ended in every way hold none', { timeout: 60_000 }, async () => {
    for (let turn = 0; turn < 20; turn++) {
      for (const sent of [HEADER, HALF]) {
        for (const leave of [destroy, reset, halfClose]) {
          await round(sent, 1, leave)
          await unread(sent, 1, leave)
        }
      }
      for (const leave of [destroy, reset, halfClose, breakOff]) {
        await unread(WHOLE.repeat(20), 20, leave)
        await unread(WHOLE + HALF, 2, leave)
      }
    }
    expect(lines.filter(({ route }) => route === PATH || route === 'none').length).toBeGreaterThanOrEqual(
      2000,
    )
    await expectAllFree()
  })

  it('neither do pipelined ones that were all answered', async () => {
    const all = await answer(`${WHOLE.repeat(80)}${LAST}`)
    expect(all.match(/HTTP\/1\.1 (?:422|503) /g)?.length).toBeGreaterThanOrEqual(SLOTS)
    await expectAllFree()
  })

  it.each([
    ['took too long to arrive', { headersTimeout: 50, requestTimeout: 100 }],
    ['stalled', { timeout: 50 }],
  ])('neither does one that %s', async (_how, limits) => {
    const { headersTimeout, requestTimeout, timeout } = server
    Object.assign(server, limits)
    const { socket, gone } = await dial()
    socket.resume()
    socket.write(HALF)
    await gone
    Object.assign(server, { headersTimeout, requestTimeout, timeout })
    await expectAllFree()
  })

  it('a request whose answer waited behind another is logged when its connection ends', async () => {
    await unread(`${WHOLE.repeat(3)}`, 3, destroy)
    await setImmediate()
    expect(lines.map(({ status }) => status)).toEqual([499, 499, 499])
  })
})
