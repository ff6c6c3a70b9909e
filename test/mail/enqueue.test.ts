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
    for (let i = 0; i < times; i++) await harness.enqueue(to, SAMPLES.codigo)
  }

  it('stores neither address nor contents in clear text', async () => {
    await harness.enqueue('persona@ejemplo.cl', SAMPLES.clave_provisoria)
    const stored = JSON.stringify(await harness.rows())
    for (const secret of ['persona@ejemplo.cl', SAMPLES.clave_provisoria.clave, 'María', 'https://']) {
      expect(stored).not.toContain(secret)
    }
  })

  it('keeps an aviso only if the change it reports is committed', async () => {
    const { deps } = harness
    const work = deps.store.transaction(async (uow) => {
      await enqueueAviso(deps, uow, {
        to: 'persona@ejemplo.cl',
        cuentaId: 'una',
        aviso: SAMPLES.cuenta_creada,
        now: deps.clock.now(),
      })
      throw new Error('the change failed')
    })
    await expect(work).rejects.toThrow('the change failed')
    expect(await harness.rows()).toEqual([])
  })

  it('silently drops what anyone can cause beyond a mailbox’s limit, ignoring case', async () => {
    await request(POLICY.messagesPerHour)
    await request(3, 'PERSONA@ejemplo.CL')
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerHour)
    await request(1, 'otra@ejemplo.cl')
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerHour + 1)
  })

  it('records what it dropped in the audit, without personal data', async () => {
    await request(POLICY.messagesPerHour + 1)
    const entries = await harness.audit()
    expect(entries).toEqual([
      expect.objectContaining({
        event: 'aviso_descartado',
        actor: 'sistema',
        cuentaId: null,
        detail: { tipo: 'codigo', canal: 'correo', ventana: 'hora' },
      }),
    ])
    expect(JSON.stringify(entries)).not.toContain('ejemplo.cl')
  })

  it('accepts messages again the next hour, up to the daily limit', async () => {
    for (let hour = 0; hour < 4; hour++) {
      await request(POLICY.messagesPerHour + 1)
      harness.advance(HOUR_MS)
    }
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerDay)
    harness.advance(24 * HOUR_MS)
    await request(1)
    expect(await harness.rows()).toHaveLength(POLICY.messagesPerDay + 1)
  })

  it('beyond the limit one link to recover every three hours leaves', async () => {
    const enlace = () => harness.enqueue('persona@ejemplo.cl', SAMPLES.enlace_recuperar)
    await request(POLICY.messagesPerDay)
    expect([await enlace(), await enlace()]).toEqual([true, false])
    harness.advance(3 * HOUR_MS)
    await request(POLICY.messagesPerHour)
    expect([await enlace(), await enlace()]).toEqual([true, false])
  })

  it('lets the first notice of each kind, account and day leave, and counts the rest in the limit', async () => {
    const to = 'persona@ejemplo.cl'
    const sent = async (kind: 'clave_cambiada' | 'datos_actualizados', cuentaId: string, times: number) => {
      const results = []
      for (let i = 0; i < times; i++) results.push(await harness.enqueue(to, SAMPLES[kind], cuentaId))
      return results.filter(Boolean).length
    }
    expect(await sent('clave_cambiada', 'una', 20)).toBe(1 + POLICY.messagesPerHour)
    expect(await sent('datos_actualizados', 'una', 20)).toBe(1)
    expect(await sent('clave_cambiada', 'otra', 20)).toBe(1)
    harness.advance(24 * HOUR_MS)
    expect(await sent('clave_cambiada', 'una', 1)).toBe(1)
  })

  it('lets 20 first notices a day leave to a mailbox, and 5 of registrations, beside the limit', async () => {
    const flood = async (kind: 'clave_cambiada' | 'cuenta_creada', to: string) => {
      let count = 0
      for (let i = 0; i < 60; i++) if (await harness.enqueue(to, SAMPLES[kind], `cuenta ${i}`)) count += 1
      return count
    }
    expect(await flood('clave_cambiada', 'una@ejemplo.cl')).toBe(
      POLICY.firstNoticesPerDay + POLICY.messagesPerHour,
    )
    expect(await flood('cuenta_creada', 'otra@ejemplo.cl')).toBe(
      POLICY.registrationNoticesPerDay + POLICY.messagesPerHour,
    )
  })

  it('lets the notice of what did happen leave, however many messages were requested before', async () => {
    await request(POLICY.messagesPerHour + 1)
    await harness.enqueue('persona@ejemplo.cl', SAMPLES.clave_cambiada)
    await harness.dispatch()
    expect(memory.sent.map(({ subject }) => subject)).toContain('Su Clave Sence fue cambiada')
  })

  it('lets no limit silence a recovery at a confirmed mailbox; elsewhere it counts like what happened', async () => {
    const aviso = SAMPLES.clave_provisoria_generada
    const recover = async (to: string, always: boolean) => {
      const send = { to, cuentaId: 'una', aviso, now: harness.deps.clock.now(), always }
      const { deps } = harness
      return deps.store.transaction((uow) => enqueueAviso(deps, uow, send))
    }
    const flood = async (to: string, always: boolean) => {
      await request(POLICY.messagesPerDay, to)
      let count = 0
      for (let i = 0; i < 30; i++) if (await recover(to, always)) count += 1
      return count
    }
    expect(await flood('una@ejemplo.cl', true)).toBe(30)
    expect(await flood('otra@ejemplo.cl', false)).toBe(1)
  })
})
