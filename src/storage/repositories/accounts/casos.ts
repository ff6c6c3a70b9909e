import type { Caso, Casos } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Caso>({ createdAt: 'date', closedAt: 'date' })

export function casosRepository({ db, insert }: Tx): Casos {
  return {
    create: (caso) => insert('casos', toRow(caso)),

    async findByNumber(number) {
      const row = await db.selectFrom('casos').selectAll().where('number', '=', number).executeTakeFirst()
      return row && fromRow(row)
    },

    async findBySubject(subject) {
      const rows = await db
        .selectFrom('casos')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('createdAt')
        .orderBy('number')
        .execute()
      return rows.map(fromRow)
    },

    async findOpen(limit) {
      const rows = await db
        .selectFrom('casos')
        .selectAll()
        .where('closedAt', 'is', null)
        .orderBy('createdAt')
        .orderBy('number')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async close(number, outcome, now) {
      const { numUpdatedRows } = await db
        .updateTable('casos')
        .set({ outcome, closedAt: now.toISOString() })
        .where('number', '=', number)
        .where('closedAt', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}
