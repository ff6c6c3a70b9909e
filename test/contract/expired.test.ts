import { expect, it } from 'vitest'
import { addMinutes, describeOnEachEngine, NOW } from '../support/storage/contract.ts'

describeOnEachEngine('what has expired', (store) => {
  const save = (count: number, expiresAt: Date, prefix: string) =>
    store().transaction(async ({ sessions }) => {
      for (let i = 0; i < count; i++) {
        await sessions.save({ idFingerprint: `${prefix} ${i}`, cuentaId: null, data: '{}', expiresAt })
      }
    })
  const deleteUpTo = (limit: number) =>
    store().transaction(({ expired }) => expired.delete('sessions', NOW, limit))

  it('goes in batches of at most the limit, and what has not stays', async () => {
    await save(5, NOW, 'vencida')
    await save(2, addMinutes(1), 'viva')
    expect([await deleteUpTo(2), await deleteUpTo(2), await deleteUpTo(2), await deleteUpTo(2)]).toEqual([
      2, 2, 1, 0,
    ])
    expect(await store().single.sessions.read('viva 1')).toBeDefined()
  })
})
