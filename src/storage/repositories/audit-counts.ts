import { sql } from 'kysely'
import type { Audit, HourCount } from '../../application/ports.ts'
import type { DatabaseSchema, Tx } from '../schema.ts'

const hourOf = (at: Date) => `${at.toISOString().slice(0, 13)}:00:00.000Z`

type CountRow = Pick<DatabaseSchema['auditCounts'], keyof HourCount>
const fromRow = ({ hour, ...row }: CountRow): HourCount => ({ ...row, hour: new Date(hour) })

/**
 * What is counted by hour. Raised at the end of the transaction, in one order, so that the row of the hour is held
 * briefly and transactions that count several never wait for each other.
 */
export function countsOf({ db }: Tx): Pick<Audit, 'count' | 'findCounts' | 'takeCounts'> & {
  flush(): Promise<void>
} {
  const raised = new Map<string, CountRow>()

  return {
    async count({ event, result }, at) {
      const key = [hourOf(at), event, result].join()
      const count = (raised.get(key)?.count ?? 0) + 1
      raised.set(key, { hour: hourOf(at), event, result, count })
    },

    async flush() {
      const rows = [...raised].sort(([a], [b]) => (a < b ? -1 : 1))
      raised.clear()
      for (const [, row] of rows) {
        await db
          .insertInto('auditCounts')
          .values({ ...row, recorded: 0 })
          .onConflict((conflict) =>
            conflict
              .columns(['hour', 'event', 'result'])
              .doUpdateSet({ count: sql`audit_counts."count" + excluded."count"`, recorded: 0 }),
          )
          .execute()
      }
    },

    async findCounts(from) {
      const rows = await db
        .selectFrom('auditCounts')
        .select(['hour', 'event', 'result', 'count'])
        .where('hour', '>=', hourOf(from))
        .orderBy('hour', 'desc')
        .orderBy('event')
        .orderBy('result')
        .execute()
      return rows.map(fromRow)
    },

    async takeCounts(until) {
      const rows = await db
        .updateTable('auditCounts')
        .set({ recorded: 1 })
        .where('recorded', '=', 0)
        .where('hour', '<=', until.toISOString())
        .returning(['hour', 'event', 'result', 'count'])
        .execute()
      return rows.map(fromRow)
    },
  }
}
