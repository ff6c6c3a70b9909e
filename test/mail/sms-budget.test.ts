import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enqueueSms } from '../../src/application/notices/avisos.ts'
import { readSmsBudget, smsBudgetWarning } from '../../src/application/notices/sms-budget.ts'
import type { AvisoSms } from '../../src/domain/notices/avisos.ts'
import { createMemoryTransport } from '../support/peers/mail.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { createMailHarness, HOUR_MS, type MailHarness, POLICY, SMS } from './harness.ts'

const CODIGO: AvisoSms = { kind: 'codigo', codigo: '123456' }
const NOTICE: AvisoSms = { kind: 'cuenta_congelada', byStaff: false }
const PER_DAY = 10

describe.each(ENGINES)('the budget of SMS, on %s', (engine) => {
  let harness: MailHarness
  let last = 0
  beforeEach(async () => {
    harness = await createMailHarness(engine, createMemoryTransport())
  })
  afterEach(() => harness.tearDown())

  const deps = (smsPerDay = PER_DAY) => ({ ...harness.deps, policy: { ...POLICY, smsPerDay } })
  /** Queues one to a mobile of its own. */
  const send = (
    aviso: AvisoSms,
    cause: { byStranger?: boolean; onlyWay?: boolean; always?: boolean } = {},
  ) => {
    last += 1
    const to = `9${String(last).padStart(8, '0')}`
    const { clock, store } = harness.deps
    return store.transaction((uow) =>
      enqueueSms(deps(), uow, { to, cuentaId: 'una', aviso, now: clock.now(), ...cause }),
    )
  }
  const sendMany = async (count: number, ...message: Parameters<typeof send>) => {
    const left: boolean[] = []
    for (let i = 0; i < count; i++) left.push(await send(...message))
    return left.filter(Boolean).length
  }
  const spent = async () => (await readSmsBudget(deps()))?.spent

  it('ends at 80 % for what strangers cause, at 100 % for codes and keys, and never for notices', async () => {
    expect(await sendMany(PER_DAY, CODIGO, { byStranger: true })).toBe(8)
    expect(await sendMany(PER_DAY, CODIGO)).toBe(2)
    expect(await send(SMS)).toBe(false)
    expect(await send(SMS, { always: true })).toBe(true)
    expect(await send(SMS, { onlyWay: true })).toBe(true)
    for (const notice of [
      'cuenta_congelada',
      'datos_actualizados',
      'recuperacion_en_espera',
      'clave_cambiada',
    ]) {
      expect(await send({ ...NOTICE, kind: notice } as AvisoSms, { byStranger: true })).toBe(true)
    }
    expect(await spent()).toBe(PER_DAY + 6)
  })

  it('is spent by what leaves alone; the audit says what did not', async () => {
    await sendMany(PER_DAY + 5, CODIGO, { byStranger: true })
    expect(await spent()).toBe(8)
    expect((await harness.rows()).length).toBe(8)
    expect((await harness.audit()).at(-1)).toMatchObject({
      event: 'aviso_descartado',
      detail: { tipo: 'codigo', canal: 'sms', ventana: 'presupuesto' },
    })
  })

  it('is one for all that send at once', async () => {
    const left = await Promise.all(Array.from({ length: 3 * PER_DAY }, () => send(CODIGO)))
    expect(left.filter(Boolean)).toHaveLength(PER_DAY)
  })

  it('is whole again when the day ends in Chile', async () => {
    expect(await sendMany(PER_DAY + 1, CODIGO)).toBe(PER_DAY)
    harness.advance(9 * HOUR_MS)
    expect(await send(CODIGO)).toBe(false)
    harness.advance(HOUR_MS)
    expect(await sendMany(PER_DAY + 1, CODIGO)).toBe(PER_DAY)
  })

  it('is warned of once at 80 % and once at 100 %, whoever looks', async () => {
    const look = async () => (await smsBudgetWarning(deps()))?.percent
    await sendMany(7, CODIGO)
    expect(await look()).toBeUndefined()
    await send(CODIGO)
    expect([await look(), await look()]).toEqual([80, undefined])
    await sendMany(2, CODIGO)
    expect([await look(), await look()]).toEqual([100, undefined])
    expect(await smsBudgetWarning(deps(0))).toBeUndefined()
  })
})
