import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enqueueAviso } from '../../src/application/notices/avisos.ts'
import { SAMPLES } from '../../src/mail/messages/samples.ts'
import { createMemoryTransport } from '../support/peers/mail.ts'
import { createMailHarness, HOUR_MS, type MailHarness, POLICY } from './harness.ts'

describe('the outbox', () => {
  let harness: MailHarness
  const memory = createMemoryTransport()
  beforeEach(async () => {
    memory.sent = []
    harness = await createMailHarness('sqlite', memory)
  })
  afterEach(() => harness.tearDown())

  const request = async (times: number, to = 'persona@ejemplo.cl') => {
    for (let i = 0; i < times; i++) await harness.enqueue(to, SAMPLES.enlace_recuperar)
  }

  it('keeps neither address nor contents in the clear', async () => {
    await harness.enqueue('persona@ejemplo.cl', SAMPLES.clave_provisoria)
    const saved = JSON.stringify(await harness.rows())
    for (const secret of ['persona@ejemplo.cl', SAMPLES.clave_provisoria.clave, 'María', 'https://']) {
      expect(saved).not.toContain(secret)
    }
  })

  it('keeps a notice only if what it tells of is kept', async () => {
    const { deps } = harness
    const work = deps.store.transaction(async (uow) => {
      await enqueueAviso(deps, uow, {
        to: 'persona@ejemplo.cl',
        aviso: SAMPLES.cuenta_creada,
        now: deps.clock.now(),
      })
      throw new Error('the change failed')
    })
    await expect(work).rejects.toThrow('the change failed')
    expect(await harness.rows()).toEqual([])
  })

  it('drops in silence what a stranger causes over the limit of a mailbox, whatever its case', async () => {
    await request(POLICY.messagesPerHour)
    await request(3, 'PERSONA@ejemplo.CL')
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerHour)
    await request(1, 'otra@ejemplo.cl')
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerHour + 1)
  })

  it('writes what it dropped in the audit, without personal data', async () => {
    await request(POLICY.messagesPerHour + 1)
    const entries = await harness.audit()
    expect(entries).toEqual([
      expect.objectContaining({
        event: 'aviso_descartado',
        actor: 'sistema',
        cuentaId: null,
        detail: { tipo: 'enlace_recuperar', canal: 'correo', ventana: 'hora' },
      }),
    ])
    expect(JSON.stringify(entries)).not.toContain('ejemplo.cl')
  })

  it('takes messages again the next hour, up to those of a day', async () => {
    for (let hour = 0; hour < 4; hour++) {
      await request(POLICY.messagesPerHour + 1)
      harness.advance(HOUR_MS)
    }
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerDay)
    harness.advance(24 * HOUR_MS)
    await request(1)
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerDay + 1)
  })

  it('always takes notices of what did happen, however many were asked for before', async () => {
    await request(POLICY.messagesPerHour + 1)
    await harness.enqueue('persona@ejemplo.cl', SAMPLES.clave_cambiada)
    await harness.dispatch()
    expect(memory.sent.map(({ subject }) => subject)).toContain('Su Clave Sence fue cambiada')
  })
})
