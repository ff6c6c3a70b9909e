/** An audit as the product wrote it, in a database of its own. */
import { onTestFinished } from 'vitest'
import { recordAudit } from '../../../src/application/audit/record.ts'
import { sealAudit } from '../../../src/application/audit/seal.ts'
import { verifyAudit } from '../../../src/application/audit/verify.ts'
import type { AuditResult } from '../../../src/domain/pages/audit-results.ts'
import { openStore, type SqlStore } from '../../../src/storage/index.ts'
import { OPERADOR } from '../data/operador.ts'
import { asIntruder, type Intruder, TEST_SEALER } from './audit.ts'
import { NOW } from './contract.ts'
import { createTestDatabase, type EngineName } from './databases.ts'

const clock = { now: () => NOW, sleep: async () => {} }

export const record = (store: SqlStore, result = 'bien') =>
  store.transaction((uow) =>
    recordAudit(uow, OPERADOR, NOW, 'cuenta_vista', {
      cuentaId: 'c-1',
      subject: 's-1',
      result: result as AuditResult,
      detail: { cuantos: 1, documento: 'dos' },
    }),
  )
export const seal = (store: SqlStore, sealer = TEST_SEALER) => sealAudit({ store, clock }, sealer)
export const verify = (store: SqlStore, sealer = TEST_SEALER) => verifyAudit({ store }, sealer)

/** What a verification names, a line for each finding. */
export const named = async (store: SqlStore) =>
  (await verify(store)).findings.map(({ what, reason, from, until }) =>
    [what, from, ...(until > from ? [until] : []), reason].join(' '),
  )

/** A further process over the same database. */
export async function open(url: string): Promise<SqlStore> {
  const store = await openStore(url)
  store.signAudit(TEST_SEALER)
  return store
}

/** Eight entries: three under a first seal, three under a second, and two that nobody sealed yet. */
export async function written(engine: EngineName) {
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
