import type { RecoveryCodes } from '../../../application/ports.ts'
import type { Tx } from '../../schema.ts'

export function recoveryCodesRepository({ db, insert }: Tx): RecoveryCodes {
  return {
    async replace(funcionarioId, fingerprints) {
      await db.deleteFrom('funcionarioRecoveryCodes').where('funcionarioId', '=', funcionarioId).execute()
      const rows = fingerprints.map((fingerprint) => ({ funcionarioId, fingerprint, usedAt: null }))
      if (rows.length > 0) await insert('funcionarioRecoveryCodes', ...rows)
    },

    async use(funcionarioId, fingerprint, now) {
      const { numUpdatedRows } = await db
        .updateTable('funcionarioRecoveryCodes')
        .set({ usedAt: now.toISOString() })
        .where('funcionarioId', '=', funcionarioId)
        .where('fingerprint', '=', fingerprint)
        .where('usedAt', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async readCount(funcionarioId) {
      const { count } = await db
        .selectFrom('funcionarioRecoveryCodes')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('funcionarioId', '=', funcionarioId)
        .where('usedAt', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
  }
}
