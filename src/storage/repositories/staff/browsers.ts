import type { StaffBrowsers } from '../../../application/ports.ts'
import type { Tx } from '../../schema.ts'

export function staffBrowsersRepository({ db }: Tx): StaffBrowsers {
  return {
    async readIsLive(funcionarioId, browser, now) {
      const row = await db
        .selectFrom('funcionarioBrowsers')
        .select('browser')
        .where('funcionarioId', '=', funcionarioId)
        .where('browser', '=', browser)
        .where('expiresAt', '>', now.toISOString())
        .executeTakeFirst()
      return row !== undefined
    },

    async put(funcionarioId, browser, expiresAt) {
      const row = { funcionarioId, browser, expiresAt: expiresAt.toISOString() }
      await db
        .insertInto('funcionarioBrowsers')
        .values(row)
        .onConflict((conflict) => conflict.columns(['funcionarioId', 'browser']).doUpdateSet(row))
        .execute()
    },

    async deleteByFuncionario(funcionarioId) {
      await db.deleteFrom('funcionarioBrowsers').where('funcionarioId', '=', funcionarioId).execute()
    },
  }
}
