import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enqueueSms } from '../../src/application/notices/avisos.ts'
import { SendFailed } from '../../src/application/ports.ts'
import { SAMPLES } from '../../src/mail/messages/samples.ts'
import { webhookTransport } from '../../src/mail/webhook.ts'
import { createMemoryTransport } from '../support/peers/mail.ts'
import { startWebhookServer } from '../support/peers/webhook.ts'
import { createMailHarness, HOUR_MS, type MailHarness, MINUTE_MS, POLICY, SMS } from './harness.ts'

const CELULAR = '987654321'
const OTHER_CELULAR = '912345678'

describe('SMS and mail in one outbox', () => {
  let harness: MailHarness
  const memory = createMemoryTransport()
  beforeEach(async () => {
    memory.sent = []
    memory.onSend = async () => {}
    harness = await createMailHarness('sqlite', memory)
  })
  afterEach(() => harness.tearDown())

  const numbers = () => harness.sms.sent.map(({ to }) => to).sort()
  const estados = async () =>
    (await harness.rows()).map(({ channel, estado }) => `${channel} ${estado}`).sort()

  it('sends each once by its own channel, then wipes it', async () => {
    await harness.enqueue('a@ejemplo.cl', SAMPLES.clave_provisoria)
    await harness.enqueueSms(CELULAR)
    const rows = await harness.rows()
    expect(JSON.stringify(rows)).not.toMatch(/987654321|K7WQ4HNXRT/)
    expect(await harness.dispatch()).toEqual({ sent: 1, failed: 0 })
    expect(await harness.dispatchSms()).toEqual({ sent: 1, failed: 0 })
    expect(await harness.dispatchSms()).toEqual({ sent: 0, failed: 0 })
    expect(memory.sent).toMatchObject([{ to: 'a@ejemplo.cl' }])
    const { id } = rows.find(({ channel }) => channel === 'sms') ?? {}
    expect(harness.sms.sent).toMatchObject([{ id, to: CELULAR }])
    expect(harness.sms.sent[0]?.text).toContain('K7WQ4HNXRT')
    for (const row of await harness.rows()) {
      expect(row).toMatchObject({ estado: 'enviado', encryptedDestination: '', encryptedContent: null })
    }
  })

  it('keeps sending mail when the gateway hangs, and SMS when the mail server is down', async () => {
    await harness.enqueue('a@ejemplo.cl')
    await harness.enqueueSms(CELULAR)
    let answer = () => {}
    harness.sms.onSend = () => new Promise((resolve) => (answer = resolve))
    const round = harness.dispatchSms()
    expect(await harness.dispatch()).toEqual({ sent: 1, failed: 0 })
    expect(await estados()).toEqual(['correo enviado', 'sms pendiente'])
    answer()
    expect(await round).toEqual({ sent: 1, failed: 0 })

    harness.sms.onSend = async () => {}
    memory.onSend = async () => {
      throw new SendFailed('ECONNECTION', false)
    }
    await harness.enqueue('b@ejemplo.cl')
    await harness.enqueueSms(OTHER_CELULAR)
    expect(await harness.dispatch()).toEqual({ sent: 0, failed: 1 })
    expect(await harness.dispatchSms()).toEqual({ sent: 1, failed: 0 })
    expect(numbers()).toEqual([OTHER_CELULAR, CELULAR])
  })

  it('abandons a bad number at once, records it in the audit, and sends the others', async () => {
    await harness.enqueueSms(CELULAR)
    await harness.enqueueSms(OTHER_CELULAR)
    harness.sms.onSend = async ({ to }) => {
      if (to === CELULAR) throw new SendFailed('http_400', true)
    }
    expect(await harness.dispatchSms()).toEqual({ sent: 1, failed: 1 })
    expect(numbers()).toEqual([OTHER_CELULAR])
    expect(await estados()).toEqual(['sms abandonado', 'sms enviado'])
    const audit = await harness.audit()
    expect(audit).toMatchObject([
      {
        event: 'aviso_abandonado',
        actor: 'sistema',
        detail: { tipo: 'clave_provisoria', canal: 'sms', codigo: 'http_400' },
      },
    ])
    expect(JSON.stringify(audit)).not.toContain(CELULAR)
  })

  it('retries a minute later under the same id when the gateway answers 500', async () => {
    const server = await startWebhookServer()
    const sms = webhookTransport(server.url, 's'.repeat(32), harness.deps.clock)
    await harness.enqueueSms(CELULAR)
    const [row] = await harness.rows()
    server.onRequest = () => (server.received.length === 1 ? 500 : 200)
    expect(await harness.dispatchSms({ sms })).toEqual({ sent: 0, failed: 1 })
    expect(await harness.rows()).toMatchObject([{ estado: 'pendiente', lastError: 'http_500' }])
    expect(await harness.dispatchSms({ sms })).toEqual({ sent: 0, failed: 0 })
    harness.advance(MINUTE_MS)
    expect(await harness.dispatchSms({ sms })).toEqual({ sent: 1, failed: 0 })
    expect(server.received.map(({ headers }) => headers['idempotency-key'])).toEqual([row?.id, row?.id])
    await server.close()
  })

  it('silently drops and records what exceeds a mobile’s limit, apart from the mailbox’s own', async () => {
    // The first of the day, and the limit.
    for (let i = 0; i <= POLICY.messagesPerHour; i++) expect(await harness.enqueueSms(CELULAR)).toBe(true)
    expect(await harness.enqueueSms(CELULAR)).toBe(false)
    expect(await harness.enqueueSms(OTHER_CELULAR)).toBe(true)
    expect(await harness.enqueue('a@ejemplo.cl', SAMPLES.clave_provisoria)).toBe(true)
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerHour + 3)
    expect(await harness.audit()).toMatchObject([
      { event: 'aviso_descartado', detail: { tipo: 'clave_provisoria', canal: 'sms', ventana: 'hora' } },
    ])
    harness.advance(HOUR_MS)
    for (let i = 0; i < POLICY.messagesPerHour + 1; i++) await harness.enqueueSms(CELULAR)
    harness.advance(HOUR_MS)
    expect(await harness.enqueueSms(CELULAR)).toBe(false)
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerDay + 3)
  })

  it('keeps an SMS only if the change it reports is committed', async () => {
    const { deps } = harness
    const work = deps.store.transaction(async (uow) => {
      await enqueueSms(deps, uow, { to: CELULAR, cuentaId: 'una', aviso: SMS, now: deps.clock.now() })
      throw new Error('the change failed')
    })
    await expect(work).rejects.toThrow('the change failed')
    expect(await harness.rows()).toEqual([])
  })
})
