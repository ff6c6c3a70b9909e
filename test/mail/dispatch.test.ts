import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SendFailed } from '../../src/application/ports.ts'
import { retryDelayMs } from '../../src/application/worker/dispatch-avisos.ts'
import { staleAt } from '../../src/domain/notices/usefulness.ts'
import { folderTransport } from '../../src/mail/folder-transport.ts'
import { SAMPLES } from '../../src/mail/messages/samples.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { openStore } from '../../src/storage/index.ts'
import { key } from '../security/test-keys.ts'
import { createMemoryTransport } from '../support/peers/mail.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { createMailHarness, HOUR_MS, type MailHarness, MINUTE_MS } from './harness.ts'

const LEASE_MS = 2 * MINUTE_MS
const failToSend = async () => {
  throw new SendFailed('ECONNECTION', false)
}

describe('dispatching', () => {
  let harness: MailHarness
  const memory = createMemoryTransport()
  beforeEach(async () => {
    memory.sent = []
    memory.onSend = async () => {}
    harness = await createMailHarness('sqlite', memory)
  })
  afterEach(() => harness.tearDown())
  const destinations = () => memory.sent.map(({ to }) => to).sort()

  it('sends each message once, and wipes address and contents', async () => {
    await harness.enqueue('a@ejemplo.cl', SAMPLES.clave_provisoria)
    const [before] = await harness.rows()
    expect(await harness.dispatch()).toEqual({ sent: 1, failed: 0 })
    expect(await harness.dispatch()).toEqual({ sent: 0, failed: 0 })
    expect(memory.sent).toMatchObject([{ id: before?.id, to: 'a@ejemplo.cl' }])
    expect(memory.sent[0]?.text).toContain(SAMPLES.clave_provisoria.clave)
    expect(await harness.rows()).toMatchObject([
      { estado: 'enviado', encryptedDestination: '', encryptedContent: null },
    ])
  })

  it('retries later, and not before, what the server did not accept', async () => {
    await harness.enqueue('a@ejemplo.cl')
    memory.onSend = failToSend
    expect(await harness.dispatch()).toEqual({ sent: 0, failed: 1 })
    memory.onSend = async () => {}
    expect(await harness.dispatch()).toEqual({ sent: 0, failed: 0 })
    harness.advance(MINUTE_MS)
    expect(await harness.dispatch()).toEqual({ sent: 1, failed: 0 })
  })

  it('loses nothing while the server is down for hours, and sends within 10 minutes of its return', async () => {
    await harness.enqueue('a@ejemplo.cl')
    memory.onSend = failToSend
    for (let minute = 0; minute < 6 * 60; minute += 5) {
      await harness.dispatch()
      harness.advance(5 * MINUTE_MS)
    }
    memory.onSend = async () => {}
    for (let minute = 0; minute < 9; minute++) {
      await harness.dispatch()
      harness.advance(MINUTE_MS)
    }
    expect(destinations()).toEqual(['a@ejemplo.cl'])
  })

  it('abandons a refused recipient at once, records it in the audit, and sends the others', async () => {
    for (const email of ['a@ejemplo.cl', 'mala@ejemplo.cl', 'z@ejemplo.cl']) await harness.enqueue(email)
    memory.onSend = async ({ to }) => {
      if (to.startsWith('mala')) throw new SendFailed('smtp_550', true)
    }
    expect(await harness.dispatch()).toEqual({ sent: 2, failed: 1 })
    expect(destinations()).toEqual(['a@ejemplo.cl', 'z@ejemplo.cl'])
    expect((await harness.rows()).filter(({ estado }) => estado === 'abandonado')).toMatchObject([
      { lastError: 'smtp_550', tries: 1, encryptedContent: expect.stringContaining('v1.') },
    ])
    expect(await harness.audit()).toMatchObject([
      {
        event: 'aviso_abandonado',
        actor: 'sistema',
        detail: { tipo: 'documento_verificado', codigo: 'smtp_550' },
      },
    ])
  })

  it('abandons after 3 days of tries', async () => {
    await harness.enqueue('a@ejemplo.cl')
    memory.onSend = failToSend
    for (let hour = 0; hour <= 72; hour += 6) {
      expect(await harness.rows()).toMatchObject([{ estado: 'pendiente' }])
      await harness.dispatch()
      harness.advance(6 * HOUR_MS)
    }
    expect(await harness.rows()).toMatchObject([{ estado: 'abandonado', lastError: 'ECONNECTION' }])
  })

  it('wipes at once what it abandons when the code in it is over, and keeps the rest for who has it sent again', async () => {
    await harness.enqueue('a@ejemplo.cl', SAMPLES.codigo)
    harness.advance(15 * MINUTE_MS)
    await harness.enqueue('b@ejemplo.cl', SAMPLES.codigo)
    memory.onSend = async () => {
      throw new SendFailed('smtp_550', true)
    }
    await harness.dispatch()
    expect((await harness.rows()).map(({ encryptedContent }) => encryptedContent === null)).toEqual([
      true,
      false,
    ])
  })

  it('tries for 3 days more what staff have sent again', async () => {
    await harness.enqueue('a@ejemplo.cl')
    memory.onSend = failToSend
    harness.advance(72 * HOUR_MS)
    await harness.dispatch()
    const [row] = await harness.rows()
    const { store, clock } = harness.deps
    const stale = staleAt(clock.now(), 60)
    await store.transaction(({ avisos }) => avisos.requeue({ id: row?.id ?? '' }, clock.now(), stale))
    await harness.dispatch()
    expect(await harness.rows()).toMatchObject([{ estado: 'pendiente', tries: 2 }])
    memory.onSend = async () => {}
    harness.advance(8 * MINUTE_MS)
    expect(await harness.dispatch()).toEqual({ sent: 1, failed: 0 })
  })

  it('sends the others when one cannot be decrypted, and keeps it for when its key is back', async () => {
    await harness.enqueue('a@ejemplo.cl')
    const foreign = createCipher([key('perdida')])
    const [row] = await harness.rows()
    await harness.changeRow(row?.id ?? '', { encryptedContent: foreign.encrypt('{}', 'aviso') })
    await harness.enqueue('b@ejemplo.cl')
    expect(await harness.dispatch()).toEqual({ sent: 1, failed: 1 })
    expect(destinations()).toEqual(['b@ejemplo.cl'])
    expect(harness.failures).toHaveLength(1)
    expect(await harness.rows()).toContainEqual(
      expect.objectContaining({ estado: 'pendiente', lastError: 'interno' }),
    )
  })

  it('never decrypts the contents of one message in place of another’s', async () => {
    await harness.enqueue('a@ejemplo.cl', SAMPLES.clave_provisoria)
    await harness.enqueue('b@ejemplo.cl', SAMPLES.codigo)
    const [one, other] = await harness.rows()
    await harness.changeRow(other?.id ?? '', { encryptedContent: one?.encryptedContent ?? null })
    await harness.dispatch()
    expect(memory.sent).toHaveLength(1)
  })

  it('sends once, after a restart, what was committed before a kill', async () => {
    await harness.enqueue('a@ejemplo.cl')
    const restarted = await openStore(harness.url)
    expect(await harness.dispatch({ store: restarted }, 'otro')).toEqual({ sent: 1, failed: 0 })
    await restarted.close()
    expect(await harness.dispatch()).toEqual({ sent: 0, failed: 0 })
    expect(destinations()).toEqual(['a@ejemplo.cl'])
  })

  it('leaves a single copy when killed between sending and recording it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'correo-'))
    const mail = folderTransport(dir, 'Clave SENCE <no-responder@sence.cl>')
    await harness.enqueue('a@ejemplo.cl')
    const [row] = await harness.rows()
    const { store } = harness.deps
    let transactions = 0
    const dyingStore = {
      ...store,
      transaction: (async (work) => {
        transactions += 1
        if (transactions > 1) throw new Error('killed')
        return store.transaction(work)
      }) satisfies typeof store.transaction,
    }
    expect(await harness.dispatch({ mail, store: dyingStore })).toEqual({ sent: 0, failed: 1 })
    expect(await harness.dispatch({ mail }, 'otro')).toEqual({ sent: 0, failed: 0 })
    harness.advance(LEASE_MS)
    expect(await harness.dispatch({ mail }, 'otro')).toEqual({ sent: 1, failed: 0 })
    expect(await readdir(dir)).toEqual([`${row?.id}.eml`])
    const { messageId } = await PostalMime.parse(await readFile(join(dir, `${row?.id}.eml`)))
    expect(messageId).toBe(`<${row?.id}@sence.cl>`)
    await rm(dir, { recursive: true })
  })
})

it.each(ENGINES)('on %s, sends each message once with two concurrent workers', async (engine) => {
  const memory = createMemoryTransport()
  const harness = await createMailHarness(engine, memory)
  const to = Array.from({ length: 30 }, (_, i) => `p${String(i).padStart(2, '0')}@ejemplo.cl`)
  for (const email of to) await harness.enqueue(email)
  await Promise.all(['uno', 'dos', 'uno', 'dos'].map((who) => harness.dispatch({}, who)))
  expect(memory.sent.map((mail) => mail.to).sort()).toEqual(to)
  await harness.tearDown()
})

describe('the wait after a failure', () => {
  const whole = { text: () => '999' }
  const halfRandom = { text: () => '000' }
  const DAY_MS = 24 * HOUR_MS

  it.each([
    [0, 1],
    [1, 2],
    [2, 4],
    [3, 8],
    [4, 8],
    [500, 8],
  ])(
    'after %i failures is at most %i minutes on the first day, and at least half of that',
    (tries, minutes) => {
      expect(retryDelayMs(tries, DAY_MS - 1, whole) / MINUTE_MS).toBeCloseTo(minutes, 1)
      expect(retryDelayMs(tries, DAY_MS - 1, halfRandom) / MINUTE_MS).toBe(minutes / 2)
    },
  )

  it('grows to an hour after a day', () => {
    expect(retryDelayMs(100, DAY_MS, whole)).toBeLessThanOrEqual(HOUR_MS)
    expect(retryDelayMs(100, DAY_MS, halfRandom)).toBe(HOUR_MS / 2)
  })
})
