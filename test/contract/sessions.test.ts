import { expect, it } from 'vitest'
import type { StoredSession } from '../../src/application/ports.ts'
import { addMinutes, describeOnEachEngine, NOW } from '../support/storage/contract.ts'

const row = (idFingerprint: string, data: string, changes: Partial<StoredSession> = {}): StoredSession => ({
  idFingerprint,
  cuentaId: null,
  data,
  expiresAt: addMinutes(60),
  ...changes,
})

describeOnEachEngine('sessions', (store) => {
  const sessions = () => store().single.sessions

  it('are saved several at once, new ones and known ones', async () => {
    await sessions().save(row('former', 'everything'))
    await sessions().save(row('former', 'the seal', { expiresAt: NOW }), row('renewed', 'everything'))
    expect(await sessions().read('former')).toEqual(row('former', 'the seal', { expiresAt: NOW }))
    expect(await sessions().read('renewed')).toEqual(row('renewed', 'everything'))
  })

  it('or none of them', async () => {
    await sessions().save(row('whole', 'everything'))
    const broken = row('broken', 'everything', { cuentaId: 'no such cuenta' })
    await expect(sessions().save(row('whole', 'the seal'), broken)).rejects.toThrow()
    expect(await sessions().read('whole')).toMatchObject({ data: 'everything' })
    expect(await sessions().read('broken')).toBeUndefined()
  })
})
