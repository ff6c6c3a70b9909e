import { rm, stat, writeFile } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../src/storage/engine/engine-port.ts'
import { openEngine } from '../../src/storage/engine.ts'
import { openStore, type SqlStore, storeOver } from '../../src/storage/index.ts'
import { completeCuenta, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'
import { createEmptyDatabase, type TestDatabase } from '../support/storage/databases.ts'

describe('a database that is a file', () => {
  let database: TestDatabase
  let path: string
  let engine: Engine
  let store: SqlStore

  beforeEach(async () => {
    database = await createEmptyDatabase('sqlite')
    path = database.url.slice('sqlite:'.length)
    engine = await openEngine(database.url, { waitMs: 100 })
    store = storeOver(engine)
    await store.migrate()
  })
  afterEach(async () => {
    await store.close()
    await database.remove()
  })

  const increment = (using = store) =>
    using.transaction(({ rateLimits }) => rateLimits.increment('clave', 60, NOW))

  /** Runs `whileHeld` while another process holds the database. */
  async function withLockHeld(whileHeld: (release: () => void) => Promise<void>): Promise<void> {
    const other = new Database(path)
    other.exec('begin immediate')
    await whileHeld(() => other.exec('commit'))
    other.close()
  }

  test('nobody else on the machine can read it', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  test('a full disk leaves no half account, and the next one is kept once there is room', async () => {
    const create = (cuenta = completeCuenta()) =>
      store.transaction(async ({ audit, cuentas }) => {
        await cuentas.create(cuenta)
        await audit.record(
          {
            event: 'cuenta_creada',
            actor: 'persona',
            cuentaId: cuenta.id,
            subject: null,
            requestId: null,
            result: 'ok',
            detail: { relleno: 'x'.repeat(4_000) },
          },
          NOW,
        )
      })
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(engine.db)
    await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 4)}`.execute(engine.db)
    const done: string[] = []
    const fill = async () => {
      for (;;) {
        const cuenta = completeCuenta()
        await create(cuenta)
        done.push(cuenta.id)
      }
    }
    await expect(fill()).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'lleno' })
    const kept = await store.transaction(({ audit }) => audit.from(0, 1_000))
    expect(kept.map(({ cuentaId }) => cuentaId)).toEqual(done)
    await sql`pragma max_page_count = 1000000`.execute(engine.db)
    const cuenta = completeCuenta()
    await create(cuenta)
    expect(await store.transaction(({ cuentas }) => cuentas.findById(cuenta.id))).toEqual(cuenta)
  })

  test('held by another process for too long, it says so to all who wait, and serves afterwards', async () => {
    await withLockHeld(async (release) => {
      const results = await Promise.allSettled(Array.from({ length: 5 }, () => increment()))
      for (const result of results) {
        expect(result).toMatchObject({ status: 'rejected', reason: { reason: 'ocupado' } })
      }
      await expect(store.check()).rejects.toMatchObject({ reason: 'ocupado' })
      release()
    })
    expect((await increment()).count).toBe(1)
  })

  test('held by another process for a moment, it is waited for', async () => {
    const patient = await openStore(database.url, { waitMs: 60_000 })
    await withLockHeld(async (release) => {
      const sum = increment(patient)
      await new Promise(setImmediate)
      release()
      expect((await sum).count).toBe(1)
    })
    await patient.close()
  })

  test('two processes that write at once lose nothing', async () => {
    const nodes = [await openStore(database.url), await openStore(database.url)]
    await Promise.all(nodes.map((node) => runAtOnce(25, () => increment(node))))
    expect((await increment()).count).toBe(51)
    await Promise.all(nodes.map((node) => node.close()))
  })

  test('read only, it says so', async () => {
    await sql`pragma query_only = on`.execute(engine.db)
    await expect(increment()).rejects.toMatchObject({ reason: 'solo_lectura' })
  })

  test('nothing is told as kept before it is on the disk', async () => {
    const withoutJournal = await openStore(database.url)
    await rm(`${path}-wal`)
    await expect(increment(withoutJournal)).rejects.toMatchObject({ reason: 'no_existe' })
    await withoutJournal.close()
  })

  test('removed while in use, it says so instead of writing where nobody will look', async () => {
    await withCuenta(store)
    await rm(path)
    await expect(increment()).rejects.toMatchObject({
      reason: 'no_existe',
      message: expect.stringContaining(path),
    })
    await expect(store.check()).rejects.toMatchObject({ reason: 'no_existe' })
  })

  test('in a folder that does not exist, it is not opened, with the path in the message', async () => {
    const missingPath = `${path}.d/otra.db`
    await expect(openStore(`sqlite:${missingPath}`)).rejects.toMatchObject({
      reason: 'no_existe',
      message: expect.stringContaining(missingPath),
    })
  })

  test('a file of something else is not opened', async () => {
    await writeFile(`${path}.txt`, 'no soy una base de datos, sino un texto bastante largo'.repeat(50))
    await expect(openStore(`sqlite:${path}.txt`)).rejects.toMatchObject({ reason: 'danado' })
  })

  test('once closed it serves nobody', async () => {
    const closed = await openStore(database.url)
    await closed.close()
    await expect(increment(closed)).rejects.toMatchObject({ reason: 'sin_conexion' })
  })

  test('an address of another kind is refused by its name', async () => {
    await expect(openStore('mysql://localhost/clave')).rejects.toThrow('DATABASE_URL')
  })
})
