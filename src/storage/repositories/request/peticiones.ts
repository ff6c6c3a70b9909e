import type { Peticion, Peticiones } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Peticion>({ createdAt: 'date', availableAt: 'date', expiresAt: 'date' })

export function peticionesRepository({ db, hasRowLocks, insert }: Tx): Peticiones {
  return {
    async create(peticion) {
      await insert('peticiones', toRow(peticion))
    },

    async take(now) {
      const row = await db
        .deleteFrom('peticiones')
        .where('id', '=', (eb) =>
          eb
            .selectFrom('peticiones')
            .select('id')
            .where('availableAt', '<=', now.toISOString())
            .where('expiresAt', '>', now.toISOString())
            .orderBy('availableAt')
            .limit(1)
            .$if(hasRowLocks, (query) => query.forUpdate().skipLocked()),
        )
        .returningAll()
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async findById(id) {
      const row = await db.selectFrom('peticiones').selectAll().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    async delete(id) {
      const { numDeletedRows } = await db.deleteFrom('peticiones').where('id', '=', id).executeTakeFirst()
      return numDeletedRows > 0n
    },

    async postpone(id, availableAt) {
      await db
        .updateTable('peticiones')
        .set((eb) => ({ availableAt: availableAt.toISOString(), tries: eb('tries', '+', 1) }))
        .where('id', '=', id)
        .execute()
    },
  }
}
