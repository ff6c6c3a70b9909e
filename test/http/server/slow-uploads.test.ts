import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPace } from '../../../src/http/request/pace.ts'
import { migranteRegistration } from '../../support/data/personas.ts'
import { URL_REGISTRAR } from '../../support/http/documento-scene.ts'
import { createListeningProduct, type ListeningProduct } from '../../support/http/listening.ts'
import { begunUpload, openForm, requestHead } from '../../support/http/raw-upload.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'

const PLACES = 64
const SECOND = 1 / 60

describe('slow uploads', () => {
  let p: ListeningProduct
  const sockets: Socket[] = []
  beforeEach(async () => {
    p = await createListeningProduct({ env: { TRUST_PROXY: '1' } })
  })
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy()
    await p.close()
  })

  /** Begins an upload with a session of its own, and sends no more. `answer`: the status line, once there is one. */
  async function begin(address: string): Promise<{ socket: Socket; answer: Promise<string> }> {
    const form = await openForm(p.server, { 'X-Forwarded-For': address })
    return dial(begunUpload(form, `X-Forwarded-For: ${address}\r\n`))
  }

  function dial(sent: string): { socket: Socket; answer: Promise<string> } {
    const socket = connect((p.server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('error', () => {})
    sockets.push(socket)
    socket.write(sent)
    return { socket, answer: once(socket, 'data').then(([data]) => String(data)) }
  }

  /** So many uploads by turns from these addresses, until each holds a place. */
  async function hold(count: number, ...addresses: string[]) {
    const taken = await Promise.all(
      Array.from({ length: count }, (_, i) => begin(addresses[i % addresses.length] ?? '')),
    )
    while (held() < count) await setImmediate()
    return taken
  }

  const held = () => p.product.services.uploadSlots.status().inProgress

  async function thirdPerson(): Promise<string> {
    const me = new ScriptFreeBrowser(p.server, { 'X-Forwarded-For': '192.0.2.33' })
    return (await me.submit(URL_REGISTRAR, migranteRegistration(107))).title
  }

  it('of two addresses that hold every place let a third person’s upload through at once', async () => {
    const taken = await hold(PLACES, '198.51.100.7', '203.0.113.9')
    expect(await thirdPerson()).toBe('Su cuenta fue creada')
    const displaced = await Promise.race(taken.map(({ answer }) => answer))
    expect(displaced).toMatch(/^HTTP\/1.1 503 [\s\S]*Retry-After: 10\r/)
    expect(displaced).toContain('El sistema está ocupado')
  })

  it('that send nothing lose their places within ten seconds, with an answer that says why', async () => {
    const taken = await hold(PLACES, '198.51.100.7')
    p.clock.advance({ minutes: 11 * SECOND })
    const answers = await Promise.all(taken.map(({ answer }) => answer))
    expect(answers.filter((answer) => /^HTTP\/1.1 400 /.test(answer))).toHaveLength(PLACES)
    expect(answers[0]).toContain('Lo que enviaba no alcanzó a llegar')
    expect(held()).toBe(0)
  })

  it('take no place before their token came, and end as soon', async () => {
    const { cookie } = await openForm(p.server)
    const silent = Array.from({ length: PLACES }, () => dial(requestHead(cookie, 900_000)))
    expect(await thirdPerson()).toBe('Su cuenta fue creada')
    p.clock.advance({ minutes: 11 * SECOND })
    for (const { answer } of silent) expect(await answer).toMatch(/^HTTP\/1.1 400 /)
  })

  it('of any other form end their connection', async () => {
    const { socket } = dial(
      `POST ${URL_REGISTRAR} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\na=`,
    )
    await once(p.server, 'request')
    p.clock.advance({ minutes: 11 * SECOND })
    await once(socket, 'close')
    expect(socket.bytesRead).toBe(0)
  })
})

describe('the pace of a body', () => {
  const RULE = { bytesPerSecond: 6000, silenceSeconds: 10 }
  const START = new Date('2026-11-28T12:00:00Z')

  /** How many seconds it lasts when so many bytes come in each; Infinity when a megabyte arrives. */
  function lasts(bytesIn: (second: number) => number): number {
    const pace = createPace(RULE, START)
    for (let second = 1, sent = 0; sent < 1_048_576; second++) {
      const bytes = bytesIn(second)
      sent += bytes
      if (pace.isTooSlow(bytes, new Date(START.getTime() + second * 1000))) return second
    }
    return Number.POSITIVE_INFINITY
  }

  it.each([
    ['an old phone on 2G, in under three minutes', () => 6000],
    ['one whose signal is lost for nine seconds now and then', (s: number) => (s % 20 < 9 ? 0 : 12_000)],
    ['any better one', () => 50_000],
  ])('lets a megabyte through from %s', (_who, bytesIn) => {
    expect(lasts(bytesIn)).toBe(Number.POSITIVE_INFINITY)
  })

  it.each([
    ['nothing', 11, () => 0],
    ['a byte a second', 11, () => 1],
    ['half of what it must', 21, () => 3000],
    ['all but the last bytes at once, and then nothing', 12, (s: number) => (s === 1 ? 1_000_000 : 0)],
  ])('ends one that sends %s after %i seconds', (_what, seconds, bytesIn) => {
    expect(lasts(bytesIn)).toBe(seconds)
  })
})
