import type { Evento, Eventos } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Evento>({
  confirmed: 'boolean',
  createdAt: 'date',
  expiresAt: 'date',
  frozenAt: 'date',
})

export function eventosRepository(tx: Tx): Eventos {
  const { db, insert } = tx
  const contested = (cuentaId: string, since: Date) =>
    db
      .selectFrom('eventos')
      .select('id')
      .where('cuentaId', '=', cuentaId)
      .where('frozenAt', '>=', since.toISOString())
      .limit(1)

  return {
    async create(evento) {
      await insert('eventos', toRow(evento))
    },

    async findById(id) {
      const row = await db.selectFrom('eventos').selectAll().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    async freeze(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('eventos')
        .set({ frozenAt: now.toISOString() })
        .where('id', '=', id)
        .where('frozenAt', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async wasContestedSince(cuentaId, since) {
      return (await contested(cuentaId, since).executeTakeFirst()) !== undefined
    },

    async wasContestedByConfirmed(cuentaId, since) {
      const row = await contested(cuentaId, since).where('confirmed', '=', 1).executeTakeFirst()
      return row !== undefined
    },

    async freezeLater({ cuentaId, createdAt }, now) {
      await db
        .updateTable('eventos')
        .set({ frozenAt: now.toISOString() })
        .where('cuentaId', '=', cuentaId)
        .where('createdAt', '>=', createdAt.toISOString())
        .where('frozenAt', 'is', null)
        .execute()
    },
  }
}
