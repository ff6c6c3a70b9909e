import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Queries } from '../../../src/application/ports.ts'
import { openStore, type SqlStore } from '../../../src/storage/index.ts'
import { completeCuenta, NOW, withCuenta } from '../../support/storage/contract.ts'
import { createTestDatabase, type TestDatabase } from '../../support/storage/databases.ts'

describe('a PostgreSQL server', () => {
  let database: TestDatabase
  let store: SqlStore
  let other: pg.Client

  beforeEach(async () => {
    database = await createTestDatabase('postgres')
    store = await openStore(database.url, { waitMs: 200 })
    other = new pg.Client({ connectionString: database.url, application_name: 'otra' })
    await other.connect()
  })
  afterEach(async () => {
    await store.close()
    await other.end()
    await database.remove()
  })

  const increment = (from = store) =>
    from.transaction(({ rateLimits }) => rateLimits.increment('clave', 60, NOW))
  const incrementAlone = (from = store) => from.single.rateLimits.increment('sola', 60, NOW)
  const readOne = (from = store) => from.read(({ cuentas }) => cuentas.findById('una'))
  const cutConnections = () =>
    other.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )

  it('does not open when out of reach', async () => {
    await expect(openStore(`${database.url}/lejos`)).rejects.toMatchObject({ reason: 'sin_conexion' })
  })

  it('does not open a database that the server does not have', async () => {
    const missingUrl = database.url.replace(/\/test_\w+/, '/ausente')
    await expect(openStore(missingUrl)).rejects.toMatchObject({ reason: 'no_existe' })
  })

  it('rolls back when the connection is cut midway, and works on a new one', async () => {
    const cuenta = completeCuenta()
    const interrupted = store.transaction(async ({ cuentas }) => {
      await cuentas.create(cuenta)
      await cutConnections()
      return cuentas.findById(cuenta.id)
    })
    await expect(interrupted).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'sin_conexion' })
    expect(await store.transaction(({ cuentas }) => cuentas.findById(cuenta.id))).toBeUndefined()
  })

  it('replaces connections that were cut while idle', async () => {
    await increment()
    await incrementAlone()
    await cutConnections()
    expect((await increment()).count).toBe(2)
    expect((await incrementAlone()).count).toBe(2)
    await cutConnections()
    expect(await readOne()).toBeUndefined()
  })

  it('fails as out of reach when a read is cut midway', async () => {
    const interrupted = store.read(async ({ cuentas }) => {
      await cutConnections()
      return cuentas.findById('una')
    })
    await expect(interrupted).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'sin_conexion' })
  })

  it('reads a table that another node altered', async () => {
    const cuenta = await withCuenta(store)
    const find = ({ cuentas }: Queries) => cuentas.findById(cuenta.id)
    for (const ask of [store.transaction, store.read]) expect(await ask(find)).toEqual(cuenta)
    await other.query('alter table cuentas add column nueva text')
    for (const ask of [store.transaction, store.read]) expect(await ask(find)).toMatchObject(cuenta)
  })

  it('fails as busy when a lock is held too long, and works afterwards', async () => {
    await other.query('begin')
    await other.query('lock table rate_limits in access exclusive mode')
    for (const ask of [increment, incrementAlone]) {
      await expect(ask()).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'ocupado' })
    }
    await other.query('commit')
    expect((await increment()).count).toBe(1)
  })

  it('fails as read-only', async () => {
    await other.query(
      `alter database ${new URL(database.url.replace('@/', '@x/')).pathname.slice(1)} set default_transaction_read_only = on`,
    )
    const newStore = await openStore(database.url)
    await expect(increment(newStore)).rejects.toMatchObject({ reason: 'solo_lectura' })
    await expect(incrementAlone(newStore)).rejects.toMatchObject({ reason: 'solo_lectura' })
    expect(await readOne(newStore)).toBeUndefined()
    await newStore.close()
  })

  it('fails when its only connection is in use too long', async () => {
    const only = await openStore(database.url, { waitMs: 500, connections: 1 })
    await only.transaction(async () => {
      // Outside of this transaction, as another request would be.
      await expect(only.check()).rejects.toMatchObject({ reason: 'sin_conexion' })
    })
    await only.close()
  })

  it('what has expired is left alone while another node holds it', async () => {
    const session = { cuentaId: null, data: '{}', expiresAt: NOW }
    for (const idFingerprint of ['tomada', 'libre'])
      await store.single.sessions.save({ ...session, idFingerprint })
    await other.query('begin')
    await other.query(`update sessions set data = 'otra' where id_fingerprint = 'tomada'`)
    const sweep = () => store.transaction(({ expired }) => expired.delete('sessions', NOW, 99))
    expect([await sweep(), await sweep()]).toEqual([1, 0])
    await other.query('commit')
    expect(await sweep()).toBe(1)
  })

  it('refuses transactions once closed', async () => {
    const closed = await openStore(database.url)
    await withCuenta(closed)
    await closed.close()
    for (const ask of [increment, incrementAlone, readOne]) {
      await expect(ask(closed)).rejects.toMatchObject({ reason: 'sin_conexion' })
    }
  })
})
