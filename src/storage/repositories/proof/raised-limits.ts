import { sql } from 'kysely'
import type { RaisedLimit, StoredRaisedLimits } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<RaisedLimit>({ createdAt: 'date', expiresAt: 'date' })

export function raisedLimitsRepository({ db, hasRowLocks }: Tx): StoredRaisedLimits {
  async function findInForce(now: Date): Promise<RaisedLimit[]> {
    const rows = await db
      .selectFrom('raisedLimits')
      .selectAll()
      .where('expiresAt', '>', now.toISOString())
      .orderBy('expiresAt', 'desc')
      .orderBy('network')
      .execute()
    return rows.map(fromRow)
  }

  return {
    findInForce,

    /** The table, since no row stands for one that is not there yet. Reading goes on. */
    async lockInForce(now) {
      if (hasRowLocks)
        await sql`lock table ${sql.table('raisedLimits')} in share row exclusive mode`.execute(db)
      return findInForce(now)
    },

    async save(raised) {
      const { network, ...rest } = toRow(raised)
      await db
        .insertInto('raisedLimits')
        .values({ network, ...rest })
        .onConflict((conflict) => conflict.column('network').doUpdateSet(rest))
        .execute()
    },

    async delete(network, now) {
      const { numDeletedRows } = await db
        .deleteFrom('raisedLimits')
        .where('network', '=', network)
        .where('expiresAt', '>', now.toISOString())
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
  }
}
