/** What was recorded before entries had signatures of their own (docs/decisions/0054). */
import { readdir } from 'node:fs/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { recordAudit } from '../../src/application/audit/record.ts'
import { sealAudit } from '../../src/application/audit/seal.ts'
import { verifyAudit } from '../../src/application/audit/verify.ts'
import { rawDatabase } from '../../src/storage/engine/engine-port.ts'
import { openEngine } from '../../src/storage/engine.ts'
import { openStore } from '../../src/storage/index.ts'
import { OPERADOR } from '../support/data/operador.ts'
import { asIntruder, type Intruder, TEST_SEALER } from '../support/storage/audit.ts'
import { NOW } from '../support/storage/contract.ts'
import { createEmptyDatabase, ENGINES } from '../support/storage/databases.ts'

const clock = { now: () => NOW, sleep: async () => {} }
const migrations = (await readdir(new URL('../../migrations/', import.meta.url))).sort()
const before = migrations[migrations.indexOf('0017_audit_row_by_row.ts') - 1]?.replace('.ts', '')

describe.each(ENGINES)('entries older than signatures, on %s', (engine) => {
  /** Three entries of the version before, two of them sealed then; and one of this one. */
  async function migrated() {
    const database = await createEmptyDatabase(engine)
    const store = await openStore(database.url)
    onTestFinished(async () => {
      await store.close()
      await database.remove()
    })
    await store.migrate(before)
    const older = [1, 2, 3].map((number) => ({
      ...{ number, at: NOW, event: 'cuenta_vista' as const, actor: 'operador:ana', cuentaId: null },
      ...{ subject: null, requestId: null, result: 'bien', detail: null, keyId: null, hmac: null },
    }))
    const { db, destroy } = await openEngine(database.url)
    const raw = rawDatabase(db)
    const rows = older.map(({ keyId: _k, hmac: _h, cuentaId, requestId, at, ...row }) => ({
      ...{ ...row, at: at.toISOString() },
      ...{ cuenta_id: cuentaId, request_id: requestId },
    }))
    await raw.insertInto('audit_entries').values(rows).execute()
    const { keyId, seal } = TEST_SEALER.seal(null, older.slice(0, 2), 3)
    const first = { number: 1, from: 1, until: 2, key_id: keyId, seal, at: NOW.toISOString() }
    await raw.insertInto('audit_seals').values(first).execute()
    await raw.updateTable('audit_head').set({ last: 3 }).execute()
    await destroy()
    store.signAudit(TEST_SEALER)
    await store.migrate()
    return {
      store,
      intrude: (work: Intruder) => asIntruder(engine, database.url, work),
    }
  }
  type Scene = Awaited<ReturnType<typeof migrated>>
  const record = ({ store }: Scene) =>
    store.transaction((uow) => recordAudit(uow, OPERADOR, NOW, 'cuenta_vista'))
  const named = async ({ store }: Scene) =>
    (await verifyAudit({ store }, TEST_SEALER)).findings.map(({ what, from, until, reason }) =>
      [what, from, until, reason].join(' '),
    )

  it('verify by their seals, before and after others are signed and sealed', async () => {
    const scene = await migrated()
    expect(await named(scene)).toEqual([])
    await record(scene)
    expect(await named(scene)).toEqual([])
    await sealAudit({ store: scene.store, clock }, TEST_SEALER)
    expect(await verifyAudit(scene, TEST_SEALER)).toMatchObject({
      ...{ entries: 4, seals: 2, sealed: 4, unsealed: 0, findings: [] },
    })
  })

  it.each([1, 3])('are found when changed, by their seal: %i', async (number) => {
    const scene = await migrated()
    await record(scene)
    await sealAudit({ store: scene.store, clock }, TEST_SEALER)
    await scene.intrude((db) =>
      db.updateTable('auditEntries').set({ result: 'otro' }).where('number', '=', number).execute(),
    )
    const seal = number === 1 ? 1 : 2
    expect(await named(scene)).toEqual([`seal ${seal} ${seal} alterada`])
  })

  it('are found when removed, their seals with them', async () => {
    const scene = await migrated()
    await record(scene)
    await scene.intrude(async (db) => {
      await db.deleteFrom('auditEntries').where('number', '<=', 2).execute()
      await db.deleteFrom('auditSeals').execute()
    })
    expect(await named(scene)).toEqual(['entry 1 2 falta', 'seal 1 1 falta'])
  })

  it('are no more than they were: where signatures begin is not moved, nor back nor on', async () => {
    const scene = await migrated()
    await record(scene)
    const moveTo = (since: number) =>
      scene.intrude((db) => db.updateTable('auditHead').set({ since }).execute())
    await moveTo(4)
    expect(await named(scene)).toEqual(['entry 4 4 alterada', 'mark 4 4 alterada'])
    await moveTo(2)
    expect(await named(scene)).toEqual(['entry 3 3 alterada', 'mark 4 4 alterada'])
  })
})
