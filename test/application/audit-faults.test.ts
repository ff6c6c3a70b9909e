/** The audit's faults, planted one by one by who has only the database (product.md “Audit”). */
import { describe, expect, it, onTestFinished } from 'vitest'
import { recordAudit } from '../../src/application/audit/record.ts'
import { sealAudit } from '../../src/application/audit/seal.ts'
import { verifyAudit } from '../../src/application/audit/verify.ts'
import { createSealer } from '../../src/security/audit-seal.ts'
import { openStore, type SqlStore } from '../../src/storage/index.ts'
import { key } from '../security/test-keys.ts'
import { OPERADOR } from '../support/data/operador.ts'
import { asIntruder, TEST_SEALER } from '../support/storage/audit.ts'
import { NOW, runAtOnce } from '../support/storage/contract.ts'
import { createTestDatabase, ENGINES } from '../support/storage/databases.ts'

const clock = { now: () => NOW, sleep: async () => {} }
type Intruder = Parameters<typeof asIntruder>[2]

describe.each(ENGINES)('the audit, on %s', (engine) => {
  const record = (store: SqlStore, result = 'bien') =>
    store.transaction((uow) =>
      recordAudit(uow, OPERADOR, NOW, 'cuenta_vista', {
        cuentaId: 'c-1',
        subject: 's-1',
        result,
        detail: { a: 1, b: 'dos' },
      }),
    )
  const seal = (store: SqlStore, sealer = TEST_SEALER) => sealAudit({ store, clock }, sealer)
  const verify = (store: SqlStore, sealer = TEST_SEALER) => verifyAudit({ store }, sealer)
  const named = async (store: SqlStore) =>
    (await verify(store)).findings.map(({ what, reason, from, until }) =>
      [what, from, ...(until > from ? [until] : []), reason].join(' '),
    )

  async function open(url: string): Promise<SqlStore> {
    const store = await openStore(url)
    store.signAudit(TEST_SEALER)
    return store
  }

  /** Eight entries: three under a first seal, three under a second, and two that nobody sealed yet. */
  async function written() {
    const database = await createTestDatabase(engine)
    const store = await open(database.url)
    onTestFinished(async () => {
      await store.close()
      await database.remove()
    })
    for (let n = 1; n <= 8; n++) {
      await record(store, `${n}`)
      if (n === 3 || n === 6) await seal(store)
    }
    const intrude = (work: Intruder) => asIntruder(engine, database.url, work)
    return { store, url: database.url, intrude }
  }

  it('is good as the product wrote it', async () => {
    const { store } = await written()
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
    const { store, intrude } = await written()
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
    const { store, url, intrude } = await written()
    await intrude(plant)
    expect(await named(store)).toEqual(names)
    // Nor does the product hide it by going on, a process that just started included.
    const started = await open(url)
    await record(started).catch(() => {})
    await seal(started).catch(() => {})
    expect(await named(started)).not.toEqual([])
    await started.close()
  })

  it('set back as a whole to a former state, is found by a process that saw it later', async () => {
    const { store, url, intrude } = await written()
    let former: object = {}
    await intrude(async (db) => {
      former = await db.selectFrom('auditHead').selectAll().executeTakeFirstOrThrow()
    })
    await record(store, 'tapada')
    const setBack = () =>
      intrude(async (db) => {
        await db.deleteFrom('auditEntries').where('number', '>', 8).execute()
        await db.updateTable('auditHead').set(former).execute()
      })
    await setBack()
    // Nothing in the database tells it: the state was true once.
    expect(await named(store)).toEqual([])
    await record(store, 'siguiente')
    expect(await named(store)).toEqual(['mark 9 alterada'])
    await expect(seal(store)).rejects.toThrow('does not verify')
    const started = await open(url)
    await record(started)
    expect(await named(started)).toContain('mark 10 alterada')
    await started.close()
  })

  it('set back, and written on by another process as far as it was, is found by the one that wrote what is gone', async () => {
    const { store, url, intrude } = await written()
    const other = await open(url)
    let former: object = {}
    await intrude(async (db) => {
      former = await db.selectFrom('auditHead').selectAll().executeTakeFirstOrThrow()
    })
    await record(store, 'tapada')
    await intrude(async (db) => {
      await db.deleteFrom('auditEntries').where('number', '>', 8).execute()
      await db.updateTable('auditHead').set(former).execute()
    })
    for (let n = 0; n < 3; n++) await record(other)
    await record(store, 'siguiente')
    expect(await named(store)).toEqual(['mark 12 alterada'])
    await other.close()
  })

  it('is numbered and signed by several processes at once, also when some of their work is undone', async () => {
    const { store, url } = await written()
    const others = await Promise.all([open(url), open(url)])
    const nodes = [store, ...others]
    await runAtOnce(45, (index) => {
      const node = nodes[index % 3] ?? store
      return index % 9 === 0
        ? node
            .transaction(async (uow) => {
              await recordAudit(uow, OPERADOR, NOW, 'cuenta_vista')
              await uow.audit.findAfter(0, 1)
              throw new Error('undone')
            })
            .catch(() => undefined)
        : record(node)
    })
    for (const node of nodes) await seal(node)
    expect(await verify(store)).toMatchObject({ entries: 48, sealed: 48, findings: [] })
    for (const other of others) await other.close()
  })

  it('is verified while it is written', async () => {
    const { store } = await written()
    const writing = runAtOnce(20, async (index) => {
      await record(store, `${index}`)
      if (index % 7 === 0) await seal(store).catch(() => {})
    })
    for (let times = 0; times < 10; times++) expect(await named(store)).toEqual([])
    await writing
    expect(await named(store)).toEqual([])
  })

  it('verifies across a change of pepper, which signs what comes after', async () => {
    const { store } = await written()
    const after = createSealer([key('p2'), key('p1')])
    store.signAudit(after)
    await record(store)
    await seal(store, after)
    expect(await verify(store, after)).toMatchObject({ entries: 9, sealed: 9, findings: [] })
    const [last] = await store.read(({ audit }) => audit.findAfter(8, 1))
    expect(last?.keyId).toBe('p2')
  })

  it('names runs once and few of many, however many there are', async () => {
    const { store, intrude } = await written()
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
