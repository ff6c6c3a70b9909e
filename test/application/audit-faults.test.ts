/** The audit's faults, planted one by one by who has only the database (product.md “Audit”). */
import { describe, expect, it } from 'vitest'
import { recordAudit } from '../../src/application/audit/record.ts'
import { OPERADOR } from '../support/data/operador.ts'
import { type Intruder, TEST_SEALER } from '../support/storage/audit.ts'
import { NOW } from '../support/storage/contract.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { named, open, record, seal, verify, written } from '../support/storage/written-audit.ts'

describe.each(ENGINES)('the audit, on %s', (engine) => {
  it('is good as the product wrote it', async () => {
    const { store } = await written(engine)
    const { head, ...verification } = await verify(store)
    expect(verification).toEqual({
      entries: 8,
      seals: 2,
      sealed: 6,
      unsealed: 2,
      findings: [],
      found: 0,
    })
    expect(head).toMatch(/^[\w-]{43}$/)
  })

  it.each([
    { event: 'caso_visto' as const },
    { actor: 'operador:otra' },
    { cuentaId: 'c-2' },
    { cuentaId: null },
    { subject: 's-2' },
    { requestId: 'r-2' },
    { result: 'otro' },
    { detail: '{"a":2,"b":"dos"}' },
    { detail: null },
    { at: new Date(NOW.getTime() + 1).toISOString() },
    { keyId: 'p2' },
    { keyId: null },
    { hmac: TEST_SEALER.signMark({ last: 8, since: 0, seals: 2 }).hmac },
    { hmac: null, keyId: null },
  ])('names an entry with %o, sealed or not', async (changes) => {
    const { store, intrude } = await written(engine)
    const change = (number: number) =>
      intrude((db) => db.updateTable('auditEntries').set(changes).where('number', '=', number).execute())
    await change(8)
    const reason = changes.keyId === 'p2' ? 'llave_desconocida' : 'alterada'
    expect(await named(store)).toEqual([`entry 8 ${reason}`])
    await change(2)
    expect(await named(store)).toEqual([`entry 2 ${reason}`, `entry 8 ${reason}`, 'seal 1 alterada'])
  })

  /** What is planted, and what of it is named. */
  const FAULTS: Record<string, { plant: Intruder; names: string[] }> = {
    'removed from the middle': {
      plant: (db) => db.deleteFrom('auditEntries').where('number', 'in', [4, 5]).execute(),
      names: ['entry 4 5 falta', 'seal 2 alterada'],
    },
    'removed before it was sealed': {
      plant: (db) => db.deleteFrom('auditEntries').where('number', '=', 7).execute(),
      names: ['entry 7 falta'],
    },
    'the newest, removed': {
      plant: (db) => db.deleteFrom('auditEntries').where('number', '=', 8).execute(),
      names: ['entry 8 falta'],
    },
    'the newest, removed and the mark set back': {
      async plant(db) {
        await db.deleteFrom('auditEntries').where('number', '>=', 7).execute()
        await db.updateTable('auditHead').set({ last: 6 }).execute()
      },
      names: ['mark 6 alterada'],
    },
    'the newest, removed with their seals and the mark set back': {
      async plant(db) {
        await db.deleteFrom('auditEntries').where('number', '>=', 4).execute()
        await db.deleteFrom('auditSeals').where('number', '>=', 2).execute()
        await db.updateTable('auditHead').set({ last: 3, seals: 1 }).execute()
      },
      names: ['mark 3 alterada'],
    },
    'the first, removed with their seal': {
      async plant(db) {
        await db.deleteFrom('auditEntries').where('number', '<=', 3).execute()
        await db.deleteFrom('auditSeals').where('number', '=', 1).execute()
      },
      names: ['entry 1 3 falta', 'seal 1 falta'],
    },
    'a seal, removed': {
      plant: (db) => db.deleteFrom('auditSeals').where('number', '=', 2).execute(),
      names: ['seal 2 falta'],
    },
    'a seal, changed': {
      plant: (db) => db.updateTable('auditSeals').set({ seal: 'otro' }).where('number', '=', 1).execute(),
      names: ['seal 1 2 alterada'],
    },
    'a seal over fewer': {
      plant: (db) => db.updateTable('auditSeals').set({ until: 5 }).where('number', '=', 2).execute(),
      names: ['seal 2 alterada'],
    },
    'a seal over millions': {
      plant: (db) => db.updateTable('auditSeals').set({ until: 9e15 }).where('number', '=', 2).execute(),
      names: ['seal 2 alterada'],
    },
    'put in at the end, with the signature of another': {
      async plant(db) {
        const row = await db
          .selectFrom('auditEntries')
          .selectAll()
          .where('number', '=', 8)
          .executeTakeFirstOrThrow()
        await db
          .insertInto('auditEntries')
          .values({ ...row, number: 9 })
          .execute()
        await db.updateTable('auditHead').set({ last: 9 }).execute()
      },
      names: ['entry 9 alterada', 'mark 9 alterada'],
    },
    'put in at the end, past the mark': {
      async plant(db) {
        const row = await db
          .selectFrom('auditEntries')
          .selectAll()
          .where('number', '=', 8)
          .executeTakeFirstOrThrow()
        await db
          .insertInto('auditEntries')
          .values({ ...row, number: 9, keyId: null, hmac: null })
          .execute()
      },
      names: ['entry 9 alterada', 'entry 9 sobra'],
    },
    'two, swapped': {
      async plant(db) {
        const move = (from: number, to: number) =>
          db.updateTable('auditEntries').set({ number: to }).where('number', '=', from).execute()
        await move(7, 100)
        await move(8, 7)
        await move(100, 8)
      },
      names: ['entry 7 8 alterada'],
    },
    'numbers shifted over one that was removed': {
      async plant(db) {
        await db.deleteFrom('auditEntries').where('number', '=', 6).execute()
        for (const number of [7, 8])
          await db
            .updateTable('auditEntries')
            .set({ number: number - 1 })
            .where('number', '=', number)
            .execute()
        await db.updateTable('auditHead').set({ last: 7 }).execute()
      },
      names: ['entry 6 7 alterada', 'mark 7 alterada', 'seal 2 alterada'],
    },
    'made to look older than signatures': {
      async plant(db) {
        await db
          .updateTable('auditEntries')
          .set({ keyId: null, hmac: null, result: 'otro' })
          .where('number', '>=', 7)
          .execute()
        await db.updateTable('auditHead').set({ since: 8, keyId: null, hmac: null }).execute()
      },
      names: ['entry 1 6 alterada', 'mark 8 alterada', 'seal 1 2 alterada'],
    },
    'all made to look older than signatures': {
      async plant(db) {
        await db.updateTable('auditEntries').set({ keyId: null, hmac: null }).execute()
        await db.updateTable('auditHead').set({ since: 8, keyId: null, hmac: null }).execute()
      },
      names: ['mark 8 alterada', 'seal 1 2 alterada'],
    },
    'all made to look older than signatures, and never sealed': {
      async plant(db) {
        const unsigned = { keyId: null, hmac: null, result: 'otro' }
        await db.updateTable('auditEntries').set(unsigned).execute()
        await db.deleteFrom('auditSeals').execute()
        await db.updateTable('auditHead').set({ since: 8, seals: 0, keyId: null, hmac: null }).execute()
      },
      names: ['mark 8 alterada'],
    },
    'the mark, without its signature': {
      plant: (db) => db.updateTable('auditHead').set({ keyId: null, hmac: null }).execute(),
      names: ['mark 8 alterada'],
    },
  }

  it.each(Object.entries(FAULTS))('names what was planted: %s', async (_, { plant, names }) => {
    const { store, url, intrude } = await written(engine)
    await intrude(plant)
    expect(await named(store)).toEqual(names)
    // Nor does the product hide it by going on, a process that just started included.
    const started = await open(url)
    await record(started).catch(() => {})
    await seal(started).catch(() => {})
    expect(await named(started)).not.toEqual([])
    await started.close()
  })

  it('names runs once and few of many, however many there are', async () => {
    const { store, intrude } = await written(engine)
    await store.transaction(async (uow) => {
      for (let n = 0; n < 120; n++) await recordAudit(uow, OPERADOR, NOW, 'cuenta_vista')
    })
    await intrude((db) => db.deleteFrom('auditEntries').where('number', '>', 100).execute())
    expect(await named(store)).toEqual(['entry 101 128 falta'])
    await intrude(async (db) => {
      for (let number = 10; number <= 60; number += 2)
        await db.updateTable('auditEntries').set({ result: 'otro' }).where('number', '=', number).execute()
    })
    const { findings, found } = await verify(store)
    expect([findings.length, found]).toEqual([20, 26 + 28])
  })
})
