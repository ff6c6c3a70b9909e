import type { Solicitud, Solicitudes } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'
import { OWNER } from '../owner.ts'

const { toRow, fromRow } = conversion<Solicitud>({
  proofs: 'json',
  volver: 'json',
  secretExpiresAt: 'date',
  createdAt: 'date',
  expiresAt: 'date',
})

export function solicitudesRepository(tx: Tx): Solicitudes {
  const { db, insert } = tx
  return {
    async create(solicitud) {
      await insert('solicitudes', toRow(solicitud))
    },

    async findById(id) {
      const row = await db.selectFrom('solicitudes').selectAll().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    /** A no-op update: locks the row and reads what its last holder wrote. */
    async lock(id) {
      const row = await db
        .updateTable('solicitudes')
        .set({ id })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async save(solicitud) {
      await db.updateTable('solicitudes').set(toRow(solicitud)).where('id', '=', solicitud.id).execute()
    },

    async advance(from, to) {
      const { estado, proofs, expiresAt } = toRow(from)
      const { numUpdatedRows } = await db
        .updateTable('solicitudes')
        .set(toRow(to))
        .where('id', '=', from.id)
        .where('estado', '=', estado)
        .where('proofs', '=', proofs)
        .where('expiresAt', '=', expiresAt)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    async delete(id) {
      await db.deleteFrom('solicitudes').where('id', '=', id).execute()
    },

    async deleteOpenByCuenta(cuentaId, except) {
      const open = db.deleteFrom('solicitudes').where(OWNER, '=', cuentaId).where('estado', '=', 'abierta')
      await (except === null ? open : open.where('id', '!=', except)).execute()
    },
  }
}
