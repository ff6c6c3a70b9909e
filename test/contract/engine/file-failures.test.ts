import { rm, stat, writeFile } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/storage/engine/engine-port.ts'
import { openEngine } from '../../../src/storage/engine.ts'
import { openStore, type SqlStore, storeOver } from '../../../src/storage/index.ts'
import { TEST_SEALER } from '../../support/storage/audit.ts'
import { auditEntry, completeCuenta, NOW, runAtOnce, withCuenta } from '../../support/storage/contract.ts'
import { createEmptyDatabase, type TestDatabase } from '../../support/storage/databases.ts'

describe('a SQLite file', () => {
  let database: TestDatabase
  let path: string
  let engine: Engine
  let store: SqlStore

  beforeEach(async () => {
    database = await createEmptyDatabase('sqlite')
    path = database.url.slice('sqlite:'.length)
    engine = await openEngine(database.url, { waitMs: 100 })
    store = storeOver(engine)
    store.signAudit(TEST_SEALER)
    await store.migrate()
  })
  afterEach(async () => {
    await store.close()
    await database.remove()
  })

  const increment = (using = store) =>
    using.transaction(({ rateLimits }) => rateLimits.increment('clave', 60, NOW))
  const incrementAlone = (using = store) => using.single.rateLimits.increment('sola', 60, NOW)
  const readOne = (using = store) => using.read(({ cuentas }) => cuentas.findById('una'))

  /** Runs `whileHeld` while another process holds the database. */
  async function withLockHeld(whileHeld: (release: () => void) => Promise<void>): Promise<void> {
    const other = new Database(path)
    other.exec('begin immediate')
    await whileHeld(() => other.exec('commit'))
    other.close()
  }

  it('is readable only by its owner', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('rolls back on a full disk, and works again once there is room', async () => {
    const create = (cuenta = completeCuenta()) =>
      store.transaction(async ({ audit, cuentas }) => {
        await cuentas.create(cuenta)
        await audit.record(auditEntry({ cuentaId: cuenta.id, detail: { relleno: 'x'.repeat(4_000) } }), NOW)
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
    const kept = await store.transaction(({ audit }) => audit.findAfter(0, 1_000))
    expect(kept.map(({ cuentaId }) => cuentaId)).toEqual(done)
    const session = {
      idFingerprint: 'x'.repeat(4_000),
      cuentaId: null,
      data: 'x'.repeat(99_000),
      expiresAt: NOW,
    }
    await expect(store.single.sessions.save(session)).rejects.toMatchObject({ reason: 'lleno' })
    await sql`pragma max_page_count = 1000000`.execute(engine.db)
    await store.single.sessions.save(session)
    const cuenta = completeCuenta()
    await create(cuenta)
    expect(await store.transaction(({ cuentas }) => cuentas.findById(cuenta.id))).toEqual(cuenta)
  })

  it('fails as busy when another process holds the lock too long, and works afterwards', async () => {
    await withLockHeld(async (release) => {
      const results = await Promise.allSettled(Array.from({ length: 5 }, () => increment()))
      for (const result of results) {
        expect(result).toMatchObject({ status: 'rejected', reason: { reason: 'ocupado' } })
      }
      await expect(store.check()).rejects.toMatchObject({ reason: 'ocupado' })
      await expect(incrementAlone()).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'ocupado' })
      expect(await readOne()).toBeUndefined()
      release()
    })
    expect((await increment()).count).toBe(1)
    expect((await incrementAlone()).count).toBe(1)
  })

  it('waits while another process holds the lock briefly', async () => {
    const patient = await openStore(database.url, { waitMs: 60_000 })
    await withLockHeld(async (release) => {
      const sums = [increment(patient), incrementAlone(patient)]
      await new Promise(setImmediate)
      release()
      expect((await Promise.all(sums)).map(({ count }) => count)).toEqual([1, 1])
    })
    await patient.close()
  })

  it('loses nothing with two processes writing at once', async () => {
    const nodes = [await openStore(database.url), await openStore(database.url)]
    await Promise.all(nodes.map((node) => runAtOnce(25, () => increment(node))))
    expect((await increment()).count).toBe(51)
    await Promise.all(nodes.map((node) => node.close()))
  })

  it('fails as read-only', async () => {
    await sql`pragma query_only = on`.execute(engine.db)
    await expect(increment()).rejects.toMatchObject({ reason: 'solo_lectura' })
    await expect(incrementAlone()).rejects.toMatchObject({ reason: 'solo_lectura' })
    expect(await readOne()).toBeUndefined()
  })

  it('confirms nothing that is not on disk: fails when the journal is gone', async () => {
    const withoutJournal = await openStore(database.url)
    await rm(`${path}-wal`)
    await expect(increment(withoutJournal)).rejects.toMatchObject({ reason: 'no_existe' })
    await withoutJournal.close()
  })

  it('fails with its path when deleted while in use', async () => {
    await withCuenta(store)
    await rm(path)
    await expect(increment()).rejects.toMatchObject({
      reason: 'no_existe',
      message: expect.stringContaining(path),
    })
    await expect(store.check()).rejects.toMatchObject({ reason: 'no_existe' })
    await expect(incrementAlone()).rejects.toMatchObject({ reason: 'no_existe' })
    // What was opened can still be read; /readyz has this node taken out.
    expect(await readOne()).toBeUndefined()
  })

  it('does not open in a missing folder, and names the path', async () => {
    const missingPath = `${path}.d/otra.db`
    await expect(openStore(`sqlite:${missingPath}`)).rejects.toMatchObject({
      reason: 'no_existe',
      message: expect.stringContaining(missingPath),
    })
  })

  it('does not open a file that is no database', async () => {
    await writeFile(`${path}.txt`, 'no soy una base de datos, sino un texto bastante largo'.repeat(50))
    await expect(openStore(`sqlite:${path}.txt`)).rejects.toMatchObject({ reason: 'danado' })
  })

  it('refuses transactions once closed', async () => {
    const closed = await openStore(database.url)
    await closed.close()
    for (const ask of [increment, incrementAlone, readOne]) {
      await expect(ask(closed)).rejects.toMatchObject({ reason: 'sin_conexion' })
    }
  })

  it('refuses a URL of another engine, naming the setting', async () => {
    await expect(openStore('mysql://localhost/clave')).rejects.toThrow('DATABASE_URL')
  })
})
