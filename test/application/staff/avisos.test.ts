/** Sending again what failed, and the mailboxes that came back, as staff do and see it (product.md “Notices”). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchOutbox } from '../../../src/application/notices/watch-outbox.ts'
import { SendFailed } from '../../../src/application/ports.ts'
import { listAvisos } from '../../../src/application/staff/avisos/list-avisos.ts'
import { requeueAviso, requeueKind } from '../../../src/application/staff/avisos/requeue-avisos.ts'
import { SAMPLES } from '../../../src/mail/messages/samples.ts'
import { createMailHarness, type MailHarness, MINUTE_MS } from '../../mail/harness.ts'
import { funcionario } from '../../support/data/funcionario.ts'
import { createMemoryTransport } from '../../support/peers/mail.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const SUPERVISOR = funcionario('supervisor')
const ADMIN = funcionario('administrador')

describe.each(ENGINES)('the outbox of staff, on %s', (engine) => {
  let harness: MailHarness
  const memory = createMemoryTransport()
  beforeEach(async () => {
    memory.sent = []
    memory.onSend = async () => {
      throw new SendFailed('smtp_550', true)
    }
    harness = await createMailHarness(engine, memory)
  })
  afterEach(() => harness.tearDown())
  const works = () => {
    memory.onSend = async () => {}
  }
  const idOf = async (at = 0) => (await harness.rows())[at]?.id ?? ''

  it('two who have the same message sent again at once send it once, and a third sends nothing', async () => {
    await harness.enqueue('ana.soto@ejemplo.cl')
    await harness.dispatch()
    works()
    const id = await idOf()
    const { deps } = harness
    const counts = await Promise.all([requeueAviso(deps, SUPERVISOR, id), requeueAviso(deps, ADMIN, id)])
    expect(counts.sort()).toEqual([0, 1])
    await Promise.all([harness.dispatch(), harness.dispatch({}, 'dos')])
    expect(await requeueAviso(deps, SUPERVISOR, id)).toBe(0)
    await harness.dispatch()
    expect(memory.sent).toHaveLength(1)
    const requeued = (await harness.audit()).filter(({ event }) => event === 'avisos_reencolados')
    expect(requeued.map(({ result, cuentaId, detail }) => [result, cuentaId, detail?.tipo]).sort()).toEqual([
      ['bien', 'una', 'documento_verificado'],
      ['sin_cambios', 'una', 'documento_verificado'],
      ['sin_cambios', 'una', 'documento_verificado'],
    ])
  })

  it('all of a kind leave but those whose code is over, which say so and show no address', async () => {
    await harness.enqueue('ana.soto@ejemplo.cl', SAMPLES.codigo)
    await harness.dispatch()
    harness.advance(10 * MINUTE_MS)
    await harness.enqueue('eva.rios@ejemplo.cl', SAMPLES.codigo)
    await harness.dispatch()
    harness.advance(5 * MINUTE_MS)
    const { deps } = harness
    const query = { order: 'antiguos', estado: 'abandonado' } as const
    const { avisos, unsent } = await listAvisos(deps, SUPERVISOR, query)
    expect(avisos.map(({ to, isOver, mayRequeue }) => [to, isOver, mayRequeue])).toEqual([
      ['a****o@ejemplo.cl', true, false],
      ['e****s@ejemplo.cl', false, true],
    ])
    expect(unsent).toMatchObject([{ kind: 'codigo', estado: 'abandonado', count: 2 }])
    works()
    const counts = await Promise.all([1, 2, 3].map(() => requeueKind(deps, SUPERVISOR, 'codigo')))
    expect(counts.sort()).toEqual([0, 0, 1])
    await harness.dispatch()
    expect(memory.sent.map(({ to }) => to)).toEqual(['eva.rios@ejemplo.cl'])
    expect(await requeueAviso(deps, SUPERVISOR, await idOf())).toBe(0)
    expect(await requeueAviso(deps, SUPERVISOR, 'nadie')).toBe(0)
  })

  it('is looked at once every few seconds, however many pages ask', async () => {
    const { deps } = harness
    let looks = 0
    const { single } = deps.store
    const avisos = {
      ...single.avisos,
      findWaitingSince: () => {
        looks++
        return single.avisos.findWaitingSince()
      },
    }
    const waitingSince = watchOutbox({
      clock: deps.clock,
      store: { ...deps.store, single: { ...single, avisos } },
    })
    expect(await Promise.all([waitingSince(), waitingSince(), waitingSince()])).toEqual([null, null, null])
    const queuedAt = deps.clock.now()
    await harness.enqueue('ana.soto@ejemplo.cl')
    expect([await waitingSince(), looks]).toEqual([null, 1])
    harness.advance(5_000)
    expect([await waitingSince(), await waitingSince(), looks]).toEqual([queuedAt, queuedAt, 2])
  })
})
