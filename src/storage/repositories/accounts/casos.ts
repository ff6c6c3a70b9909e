import type { Caso, Casos } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { DatabaseSchema, Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Caso>({ createdAt: 'date' })

function toCaso({ closedAt, ...row }: DatabaseSchema['casos']): Caso {
  return fromRow(row)
}

export function casosRepository({ db }: Tx): Casos {
  return {
    /** A number already taken by another case is a conflict: the work runs again and draws a new one. */
    async open(caso) {
      await db
        .insertInto('casos')
        .values({ ...toRow(caso), closedAt: null })
        .onConflict((conflict) =>
          conflict.columns(['subject', 'reason']).where('closedAt', 'is', null).doNothing(),
        )
        .execute()
      return toCaso(
        await db
          .selectFrom('casos')
          .selectAll()
          .where('subject', '=', caso.subject)
          .where('reason', '=', caso.reason)
          .where('closedAt', 'is', null)
          .executeTakeFirstOrThrow(),
      )
    },

    async findByNumber(number) {
      const row = await db.selectFrom('casos').selectAll().where('number', '=', number).executeTakeFirst()
      return row && toCaso(row)
    },

    async findBySubject(subject) {
      const rows = await db
        .selectFrom('casos')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('createdAt')
        .orderBy('number')
        .execute()
      return rows.map(toCaso)
    },
  }
}
