import { expect, it } from 'vitest'
import type { RawRow } from '../../../src/storage/engine/engine-port.ts'
import type { Snapshot, SqlStore } from '../../../src/storage/index.ts'
import { openStore } from '../../../src/storage/index.ts'
import { TEST_SEALER } from '../../support/storage/audit.ts'
import {
  addMinutes,
  auditEntry,
  completeCuenta,
  describeOnEachEngine,
  NOW,
  withCuenta,
} from '../../support/storage/contract.ts'
import { createEmptyDatabase, ENGINES, openTestStore } from '../../support/storage/databases.ts'

async function readAll({ tables, batches }: Snapshot): Promise<[string, RawRow[]][]> {
  const everything: [string, RawRow[]][] = []
  for (const table of tables) for await (const batch of batches(table)) everything.push([table, batch])
  return everything
}

async function fill(store: SqlStore, count: number): Promise<void> {
  await store.transaction(async ({ audit, cuentas, enlaces }) => {
    for (let i = 0; i < count; i++) {
      const cuenta = completeCuenta()
      await cuentas.create(cuenta)
      await enlaces.create({
        id: cuenta.id,
        kind: 'recuperar',
        fingerprint: cuenta.id,
        cuentaId: cuenta.id,
        targetId: null,
        expiresAt: addMinutes(60),
        usedAt: null,
      })
    }
    await audit.record(auditEntry(), NOW)
  })
}

describeOnEachEngine('snapshots of the whole database', (store) => {
  it('a snapshot is consistent while cuentas are written', async () => {
    const cuenta = await withCuenta(store())
    const rows = await store().withSnapshot(async (snapshot) => {
      await withCuenta(store())
      return (await readAll(snapshot)).filter(([table]) => table === 'cuentas').flatMap(([, batch]) => batch)
    })
    expect(rows.map(({ id }) => id)).toEqual([cuenta.id])
  })

  it.each(ENGINES)('restores into an empty database on %s, which then works', async (destination) => {
    // More than a batch of each.
    await fill(store(), 520)
    const { migration, everything } = await store().withSnapshot(async (snapshot) => ({
      migration: snapshot.migration,
      everything: await readAll(snapshot),
    }))
    const database = await createEmptyDatabase(destination)
    const fresh = await openStore(database.url)
    fresh.signAudit(TEST_SEALER)
    await fresh.migrate(migration)
    await fresh.load(async (put) => {
      for (const [table, rows] of everything) await put(table, rows)
    })
    const byTable = (rows: [string, RawRow[]][]) =>
      Object.fromEntries(
        rows.map(([table]) => [table, rows.filter(([other]) => other === table).flatMap(([, t]) => t)]),
      )
    const { enlaces, ...others } = byTable(everything)
    expect(enlaces).not.toEqual([])
    expect(byTable(await fresh.withSnapshot(readAll))).toEqual(others)
    await fill(fresh, 1)
    await fresh.close()
    await database.remove()
  })

  it('refuses to restore into a database in use', async () => {
    const inUse = await openTestStore('sqlite')
    const cuenta = await withCuenta(inUse)
    await expect(inUse.load(async () => {})).rejects.toThrow('only into an empty database')
    expect(await inUse.transaction(({ cuentas }) => cuentas.findById(cuenta.id))).toEqual(cuenta)
    await inUse.close()
  })

  it('a restore that fails midway leaves the database empty', async () => {
    const fresh = await openTestStore('sqlite')
    const load = fresh.load(async (put) => {
      await put('secrets', [{ name: 'senuelo', value: 'v' }])
      throw new Error('cut short')
    })
    await expect(load).rejects.toThrow('cut short')
    expect(await fresh.transaction(({ secrets }) => secrets.ensure('senuelo', 'otro'))).toBe('otro')
    await fresh.close()
  })
})
