import type { Bounce, Bounces } from '../../application/ports.ts'
import { conversion } from '../row-mapper.ts'
import type { Tx } from '../schema.ts'

const { toRow, fromRow } = conversion<Bounce>({ since: 'date' })

export function bouncesRepository({ db }: Tx): Bounces {
  return {
    async findByCuenta(cuentaId) {
      const rows = await db.selectFrom('bounces').selectAll().where('cuentaId', '=', cuentaId).execute()
      return rows.map(fromRow)
    },

    async put(bounce) {
      const row = toRow(bounce)
      await db
        .insertInto('bounces')
        .values(row)
        .onConflict((conflict) => conflict.columns(['cuentaId', 'mailbox']).doUpdateSet(row))
        .execute()
    },

    async delete(cuentaId, mailbox) {
      const { numDeletedRows } = await db
        .deleteFrom('bounces')
        .where('cuentaId', '=', cuentaId)
        .where('mailbox', '=', mailbox)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },

    async readCount() {
      const { count } = await db
        .selectFrom('bounces')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return count
    },

    async findLatest(limit, after) {
      const rows = await db
        .selectFrom('bounces')
        .selectAll()
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(
              refTuple('since', 'cuentaId'),
              '<',
              tuple(after?.since.toISOString() ?? '', after?.cuentaId ?? ''),
            ),
          ),
        )
        .orderBy('since', 'desc')
        .orderBy('cuentaId', 'desc')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },
  }
}
