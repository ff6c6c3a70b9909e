import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueuedAviso, Store } from '../../../src/application/ports.ts'
import { openEngine } from '../../../src/storage/engine.ts'
import { openStore, type SqlStore, storeOver } from '../../../src/storage/index.ts'
import { TEST_SEALER } from '../../support/storage/audit.ts'
import { addMinutes, auditEntry, completeCuenta, NOW, withCuenta } from '../../support/storage/contract.ts'
import { type CountedEngine, countedEngine } from '../../support/storage/counted-engine.ts'
import { createTestDatabase, ENGINES, type TestDatabase } from '../../support/storage/databases.ts'

const SESSION = { idFingerprint: 'una', cuentaId: null, data: '{}', expiresAt: addMinutes(60) }

const aviso = (): QueuedAviso => ({
  id: randomUUID(),
  kind: 'codigo',
  channel: 'correo',
  cuentaId: null,
  encryptedDestination: 'destino',
  encryptedContent: 'contenido',
  createdAt: NOW,
  availableAt: NOW,
  waitingSince: NOW,
  tries: 0,
})

describe.each(ENGINES)('the ways into the data, on %s', (name) => {
  let database: TestDatabase
  let counted: CountedEngine
  let store: SqlStore
  /** Another node on the same database. */
  let other: SqlStore
  beforeAll(async () => {
    database = await createTestDatabase(name)
    counted = countedEngine(await openEngine(database.url))
    store = storeOver(counted.engine)
    store.signAudit(TEST_SEALER)
    other = await openStore(database.url)
  })
  afterAll(async () => {
    await store.close()
    await other.close()
    await database.remove()
  })

  it('a read sees one state, whatever others commit meanwhile', async () => {
    const cuenta = await withCuenta(store)
    const nombres = await store.read(async ({ cuentas }) => {
      const before = (await cuentas.findById(cuenta.id))?.nombres
      await other.transaction((uow) => uow.cuentas.save({ ...cuenta, nombres: 'Otra' }))
      return [before, (await cuentas.findById(cuenta.id))?.nombres]
    })
    expect(nombres).toEqual([cuenta.nombres, cuenta.nombres])
    expect((await store.read(({ cuentas }) => cuentas.findById(cuenta.id)))?.nombres).toBe('Otra')
  })

  it('reads and reads of sessions wait for no writer, and see nothing that it has not committed', async () => {
    const cuenta = await withCuenta(store)
    await store.single.sessions.save(SESSION)
    const [read, session] = await other.transaction(async (uow) => {
      await uow.cuentas.save({ ...cuenta, nombres: 'Otra' })
      await uow.sessions.delete('una')
      // Outside of this transaction, as other requests are.
      return Promise.all([
        store.read(({ cuentas }) => cuentas.findById(cuenta.id)),
        store.single.sessions.read('una'),
      ])
    })
    expect(read).toEqual(cuenta)
    expect(session).toEqual(SESSION)
  })

  it('a read begins no transaction that could write, and waits for no disk', async () => {
    counted.take()
    await store.read(({ cuentas }) => cuentas.findById('ninguna'))
    expect(counted.take()).toEqual({ statements: 1, transactions: 0, reads: 1, diskWaits: 0 })
  })

  it('a single statement is one statement without any transaction, seen by others at once', async () => {
    counted.take()
    await store.single.sessions.save({ ...SESSION, idFingerprint: 'sola' })
    expect((await store.single.rateLimits.increment('sola', 60, NOW)).count).toBe(1)
    expect(counted.take()).toEqual({ statements: 2, transactions: 0, reads: 0, diskWaits: 0 })
    expect(await other.single.sessions.read('sola')).toEqual({ ...SESSION, idFingerprint: 'sola' })
    expect((await other.single.rateLimits.increment('sola', 60, NOW)).count).toBe(2)
  })

  it('loses none of many single increments by two nodes', async () => {
    const increments = Array.from({ length: 40 }, (_, i) =>
      (i % 2 ? store : other).single.rateLimits.increment('muchos', 60, NOW),
    )
    const counts = (await Promise.all(increments)).map(({ count }) => count)
    expect(counts.sort((a, b) => a - b)).toEqual(counts.map((_, i) => i + 1))
  })

  const ways: [string, (from: Store) => Promise<unknown>][] = [
    ['a transaction', (from) => from.transaction(async () => 'nunca')],
    ['a read', (from) => from.read(async () => 'nunca')],
    ['a single statement', (from) => from.single.sessions.read('una')],
  ]
  it.each(ways)('%s is refused inside a transaction and inside a read, which go on', async (_way, ask) => {
    for (const run of [store.transaction, store.read]) {
      const done = run(async () => {
        await expect(ask(store)).rejects.toThrow('inside another one')
        return 'sigue'
      })
      expect(await done).toBe('sigue')
    }
  })

  it('work that runs again ends as if it had run once', async () => {
    const cuenta = await withCuenta(store)
    const changed = { ...cuenta, nombres: 'Otra' }
    let runs = 0
    const saved = await store.transaction(async ({ cuentas, audit, avisos }) => {
      const result = await cuentas.save(changed)
      await avisos.enqueue({ ...aviso(), id: `aviso ${cuenta.id}` })
      await audit.record(auditEntry({ event: 'datos_actualizados', cuentaId: cuenta.id }), NOW)
      // The first time another node gets in between.
      if (++runs === 1) throw Object.assign(new Error('planted'), CONFLICT[name])
      return result
    })
    expect(runs).toBe(2)
    expect(saved).toEqual({ ...changed, version: 2 })
    await store.read(async ({ audit, cuentas }) => {
      expect(await cuentas.findById(cuenta.id)).toEqual(saved)
      expect(await audit.findByCuenta(cuenta.id, 10)).toHaveLength(1)
    })
  })

  it('tells its listeners after a commit that left messages, once; not after others', async () => {
    let told = 0
    const own = storeOver(counted.engine)
    own.onQueued(() => told++)
    await own.transaction(async ({ cuentas }) => cuentas.create(completeCuenta()))
    const undone = own.transaction(async ({ avisos }) => {
      await avisos.enqueue(aviso())
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(told).toBe(0)
    await own.transaction(async ({ avisos }) => {
      await avisos.enqueue(aviso())
      await avisos.enqueue(aviso())
      expect(told).toBe(0)
    })
    expect(told).toBe(1)
  })
})

/** How each engine says that another transaction got in between. */
const CONFLICT = { sqlite: { code: 'SQLITE_CONSTRAINT_UNIQUE' }, postgres: { code: '40001' } }
