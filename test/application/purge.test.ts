import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { purge } from '../../src/application/worker/purge.ts'
import { NEW_TRY_COUNTER } from '../../src/domain/account/tries.ts'
import { pasoUrl } from '../../src/domain/urls.ts'
import type { Engine } from '../../src/storage/engine/engine-port.ts'
import { openEngine } from '../../src/storage/engine.ts'
import { storeOver } from '../../src/storage/index.ts'
import { CLAVE } from '../support/data/personas.ts'
import {
  actualizarFields,
  emailOf,
  mailsFor,
  registerNatural,
  requestEnlace,
  respond,
  shownProvisoria,
  validateForCambiar,
  withCodigo,
} from '../support/http/journeys.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'

const NUMBER = 36_000_001
const TRANSIENT_TABLES = [
  'pending_changes',
  'codigos',
  'enlaces',
  'submissions',
  'eventos',
  'rate_limits',
  'provisorias',
  'sessions',
  'solicitudes',
  'avisos',
  'peticiones',
]

describe('the purge', () => {
  let p: TestProduct
  let engine: Engine
  beforeEach(async () => {
    p = await createTestProduct({
      async open(url) {
        engine = await openEngine(url)
        const store = storeOver(engine)
        await store.migrate()
        return store
      },
    })
  })
  afterEach(() => p.close())

  async function rows(): Promise<Record<string, number>> {
    const pairs = TRANSIENT_TABLES.map(async (table): Promise<[string, number]> => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
        engine.db,
      )
      return [table, rows[0]?.n ?? 0]
    })
    return Object.fromEntries(await Promise.all(pairs))
  }

  it('deletes everything that has expired and nothing else', async () => {
    const me = await registerNatural(p, NUMBER)
    const finished = await respond(me, NUMBER)
    await requestEnlace(me, NUMBER)
    await validateForCambiar(me, NUMBER, CLAVE)
    await me.submitFrom(
      await withCodigo(p, me, NUMBER),
      actualizarFields(NUMBER, { email: 'otra36@correo.test' }),
    )
    await mailsFor(p, emailOf(NUMBER))

    const before = await rows()
    expect(await purge(p.deps)).toEqual({ deleted: 0, more: false })
    expect(await rows()).toEqual(before)

    p.clock.advance({ minutes: 5 })
    await purge(p.deps)
    expect(shownProvisoria(await me.open(pasoUrl('natural', 'recuperar', 'listo')))).not.toBe(
      shownProvisoria(finished),
    )
    const saved = await sql`select * from solicitudes where encrypted_secret is not null`.execute(engine.db)
    expect(saved.rows).toEqual([])

    p.clock.advance({ days: 31 })
    expect((await purge(p.deps)).more).toBe(false)
    expect(await rows()).toEqual(Object.fromEntries(TRANSIENT_TABLES.map((table) => [table, 0])))
    expect((await validateForCambiar(me, NUMBER, CLAVE)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })
  it('takes a batch of each kind a round, and says when another round is due', async () => {
    const now = p.clock.now()
    await p.deps.store.transaction(async ({ rateLimits, sessions }) => {
      for (let i = 0; i < 160; i++) {
        await rateLimits.increment(`vencida ${i}`, 1, now)
        await sessions.save({ idFingerprint: `vencida ${i}`, cuentaId: null, data: '{}', expiresAt: now })
      }
    })
    p.clock.advance({ minutes: 1 })
    let slept = 0
    const clock = { ...p.clock, sleep: async () => void slept++ }
    expect(await purge({ ...p.deps, clock })).toEqual({ deleted: 300, more: true })
    expect(slept).toBe(2)
    expect(await purge({ ...p.deps, clock })).toEqual({ deleted: 20, more: false })
    expect(slept).toBe(2)
  })

  it('takes counters of tries in batches too, and is not done before the last', async () => {
    await p.deps.store.transaction(async ({ tryCounters }) => {
      for (let i = 0; i < 160; i++) {
        const key = { secret: 'datos', subject: `sujeto ${i}`, browser: '' } as const
        await tryCounters.create(key, NEW_TRY_COUNTER)
      }
    })
    const clock = { ...p.clock, sleep: async () => {} }
    expect(await purge({ ...p.deps, clock })).toEqual({ deleted: 0, more: true })
    expect(await purge({ ...p.deps, clock })).toEqual({ deleted: 0, more: false })
    p.clock.advance({ days: 91 })
    expect(await purge({ ...p.deps, clock })).toEqual({ deleted: 150, more: true })
    expect(await purge({ ...p.deps, clock })).toEqual({ deleted: 10, more: false })
  })
})
