import type { Codigo, Codigos } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Codigo>({ expiresAt: 'date' })

export function codigosRepository(tx: Tx): Codigos {
  const { db } = tx
  return {
    async put(codigo) {
      const row = toRow(codigo)
      await db
        .insertInto('codigos')
        .values(row)
        .onConflict((conflict) => conflict.column('solicitudId').doUpdateSet(row))
        .execute()
    },

    async findBySolicitud(solicitudId) {
      const row = await db
        .selectFrom('codigos')
        .selectAll()
        .where('solicitudId', '=', solicitudId)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async delete(solicitudId) {
      await db.deleteFrom('codigos').where('solicitudId', '=', solicitudId).execute()
    },
  }
}
