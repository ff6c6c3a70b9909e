import { expect, it } from 'vitest'
import { openEngine } from '../../../src/storage/engine.ts'
import { createInserter } from '../../../src/storage/insert.ts'
import { createTestDatabase } from '../../support/storage/databases.ts'

const ROW = { key: 'una', windowSeconds: 60, count: 1, endsAt: '2026' }

it('values are inserted by the name of their column, whatever their order in each row', async () => {
  const database = await createTestDatabase('sqlite')
  const { db, destroy } = await openEngine(database.url)
  const inserter = createInserter()
  await db.transaction().execute(async (trx) => {
    const insert = inserter(trx)
    await insert('rateLimits', ROW, { endsAt: '2027', count: 2, windowSeconds: 60, key: 'dos' })
    await insert(
      'rateLimits',
      { ...ROW, key: 'tres' },
      { count: 4, key: 'cuatro', endsAt: '2028', windowSeconds: 60 },
    )
    await insert('rateLimits', { endsAt: '2029', count: 5, windowSeconds: 60, key: 'cinco' })
    await insert('rateLimits')
  })
  const rows = await db.selectFrom('rateLimits').selectAll().orderBy('count').orderBy('key').execute()
  expect(rows).toEqual([
    { ...ROW, key: 'tres' },
    ROW,
    { ...ROW, key: 'dos', count: 2, endsAt: '2027' },
    { ...ROW, key: 'cuatro', count: 4, endsAt: '2028' },
    { ...ROW, key: 'cinco', count: 5, endsAt: '2029' },
  ])
  await destroy()
  await database.remove()
})

it('rows inserted together must have the same columns', async () => {
  const database = await createTestDatabase('sqlite')
  const { db, destroy } = await openEngine(database.url)
  const inserter = createInserter()
  const enlace = { id: 'e', kind: 'recuperar', fingerprint: 'f', cuentaId: 'c', targetId: null } as const
  const together = db.transaction().execute((trx) => {
    const { targetId, ...without } = enlace
    const rows = [
      { ...enlace, expiresAt: '', usedAt: null },
      { ...without, expiresAt: '', usedAt: null },
    ]
    // The compiler refuses it too.
    return inserter(trx)('enlaces', ...(rows as [(typeof rows)[0] & typeof enlace]))
  })
  await expect(together).rejects.toThrow('the same columns')
  await destroy()
  await database.remove()
})
