import type { ProvenBrowsers } from '../../../application/ports.ts'
import { BROWSERS_PER_CUENTA, type ProvenBrowser } from '../../../domain/account/browsers.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<ProvenBrowser>({ expiresAt: 'date' })

export function provenBrowsersRepository({ db }: Tx): ProvenBrowsers {
  return {
    async findLive(browser, cuentaId, now) {
      const row = await db
        .selectFrom('provenBrowsers as own')
        .selectAll('own')
        .where('own.browser', '=', browser)
        .where('own.cuentaId', '=', cuentaId)
        .where('own.expiresAt', '>', now.toISOString())
        .where(
          ({ selectFrom, fn }) =>
            selectFrom('provenBrowsers as other')
              .select(fn.countAll<number>().as('count'))
              .whereRef('other.cuentaId', '=', 'own.cuentaId')
              .where(({ eb, or, and, ref }) =>
                or([
                  eb('other.rank', '>', ref('own.rank')),
                  and([
                    eb('other.rank', '=', ref('own.rank')),
                    eb('other.expiresAt', '>', ref('own.expiresAt')),
                  ]),
                ]),
              ),
          '<',
          BROWSERS_PER_CUENTA,
        )
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async put(browser) {
      const row = toRow(browser)
      await db
        .insertInto('provenBrowsers')
        .values(row)
        .onConflict((conflict) => conflict.columns(['cuentaId', 'browser']).doUpdateSet(row))
        .execute()
    },

    async findByCuenta(cuentaId) {
      const rows = await db
        .selectFrom('provenBrowsers')
        .selectAll()
        .where('cuentaId', '=', cuentaId)
        .execute()
      return rows.map(fromRow)
    },

    async deleteByCuenta(cuentaId) {
      await db.deleteFrom('provenBrowsers').where('cuentaId', '=', cuentaId).execute()
    },

    async deleteByBrowser(browser) {
      await db.deleteFrom('provenBrowsers').where('browser', '=', browser).execute()
    },
  }
}
