/** The audit of several processes, and of one that outlives what it wrote (product.md “Audit”). */
import { describe, expect, it } from 'vitest'
import { recordAudit } from '../../src/application/audit/record.ts'
import { createSealer } from '../../src/security/audit-seal.ts'
import { key } from '../security/test-keys.ts'
import { OPERADOR } from '../support/data/operador.ts'
import { NOW, runAtOnce } from '../support/storage/contract.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { named, open, record, seal, verify, written } from '../support/storage/written-audit.ts'

describe.each(ENGINES)('the audit, on %s', (engine) => {
  it('set back as a whole to a former state, is found by a process that saw it later', async () => {
    const { store, url, intrude } = await written(engine)
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
    const { store, url, intrude } = await written(engine)
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
    const { store, url } = await written(engine)
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
    const { store } = await written(engine)
    const writing = runAtOnce(20, async (index) => {
      await record(store, `${index}`)
      if (index % 7 === 0) await seal(store).catch(() => {})
    })
    for (let times = 0; times < 10; times++) expect(await named(store)).toEqual([])
    await writing
    expect(await named(store)).toEqual([])
  })

  it('verifies across a change of pepper, which signs what comes after', async () => {
    const { store } = await written(engine)
    const after = createSealer([key('p2'), key('p1')])
    store.signAudit(after)
    await record(store)
    await seal(store, after)
    expect(await verify(store, after)).toMatchObject({ entries: 9, sealed: 9, findings: [] })
    const [last] = await store.read(({ audit }) => audit.findAfter(8, 1))
    expect(last?.keyId).toBe('p2')
  })
})
