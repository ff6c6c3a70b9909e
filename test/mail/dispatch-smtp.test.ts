import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SAMPLES } from '../../src/mail/messages/samples.ts'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { startSmtpServer, type TestSmtpServer } from '../support/peers/smtp.ts'
import { createMailHarness, type MailHarness, MINUTE_MS } from './harness.ts'

const TIMEOUTS = { connection: 1000, greeting: 1000, inactivity: 1000, total: 5000 }

describe('dispatching to a real SMTP server', () => {
  let server: TestSmtpServer
  let harness: MailHarness
  beforeEach(async () => {
    server = await startSmtpServer()
    harness = await createMailHarness(
      'sqlite',
      smtpTransport(server.url, 'Clave SENCE <no-responder@sence.cl>', TIMEOUTS),
    )
  })
  afterEach(async () => {
    await harness.deps.mail.close()
    await harness.tearDown()
    await server.close()
  })
  const arrived = () => server.received.map(({ to }) => to.join()).sort()

  it('delivers the aviso with its id in the Message-ID', async () => {
    await harness.enqueue('persona@ejemplo.cl', SAMPLES.enlace_recuperar)
    const [row] = await harness.rows()
    expect(await harness.dispatch()).toEqual({ sent: 1, failed: 0 })
    const mail = await PostalMime.parse(server.received[0]?.raw ?? '')
    expect(mail.messageId).toBe(`<${row?.id}@sence.cl>`)
    expect(mail.subject).toBe('Enlace para recuperar su Clave Sence')
    expect(mail.text).toContain(SAMPLES.enlace_recuperar.enlace)
    expect(mail.html).toContain(SAMPLES.enlace_recuperar.enlace)
  })

  it('retries when the server refuses connections', async () => {
    await harness.enqueue('persona@ejemplo.cl')
    server.behavior = { onConnect: 'refuse' }
    expect(await harness.dispatch()).toEqual({ sent: 0, failed: 1 })
    server.behavior = {}
    harness.advance(MINUTE_MS)
    expect(await harness.dispatch()).toEqual({ sent: 1, failed: 0 })
    expect(arrived()).toEqual(['persona@ejemplo.cl'])
  })

  it('sends the others while the server hangs on one, and retries that one', async () => {
    for (const email of ['a@ejemplo.cl', 'lenta@ejemplo.cl', 'z@ejemplo.cl']) await harness.enqueue(email)
    server.behavior = { onRecipient: (email) => (email.startsWith('lenta') ? 'silent' : 'accept') }
    expect(await harness.dispatch()).toEqual({ sent: 2, failed: 1 })
    expect(arrived()).toEqual(['a@ejemplo.cl', 'z@ejemplo.cl'])
    server.behavior = {}
    harness.advance(MINUTE_MS)
    await harness.dispatch()
    expect(arrived()).toEqual(['a@ejemplo.cl', 'lenta@ejemplo.cl', 'z@ejemplo.cl'])
  })

  it('abandons a rejected recipient and sends the others', async () => {
    for (const email of ['a@ejemplo.cl', 'mala@ejemplo.cl', 'z@ejemplo.cl']) await harness.enqueue(email)
    server.behavior = {
      onRecipient: (email) => (email.startsWith('mala') ? { code: 550, text: '5.1.1 unknown' } : 'accept'),
    }
    expect(await harness.dispatch()).toEqual({ sent: 2, failed: 1 })
    expect(arrived()).toEqual(['a@ejemplo.cl', 'z@ejemplo.cl'])
    expect(await harness.rows()).toContainEqual(
      expect.objectContaining({ estado: 'abandonado', lastError: 'smtp_550' }),
    )
    expect(harness.failures).toEqual([])
  })
})
