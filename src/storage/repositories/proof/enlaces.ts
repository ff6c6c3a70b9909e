import type { Enlace, Enlaces } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Enlace>({ expiresAt: 'date', usedAt: 'date' })

export function enlacesRepository(tx: Tx): Enlaces {
  const { db, insert } = tx

  async function find(column: 'id' | 'fingerprint', value: string): Promise<Enlace | undefined> {
    const row = await db.selectFrom('enlaces').selectAll().where(column, '=', value).executeTakeFirst()
    return row && fromRow(row)
  }

  return {
    async create(enlace) {
      await insert('enlaces', toRow(enlace))
    },

    findByFingerprint: (fingerprint) => find('fingerprint', fingerprint),
    findById: (id) => find('id', id),

    async use(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('enlaces')
        .set({ usedAt: now.toISOString() })
        .where('id', '=', id)
        .where('usedAt', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async deleteByCuenta(cuentaId, ...kinds) {
      await db
        .deleteFrom('enlaces')
        .where('cuentaId', '=', cuentaId)
        .where('kind', 'in', kinds)
        .where('usedAt', 'is', null)
        .execute()
    },

    async deleteByTarget(targetId) {
      await db.deleteFrom('enlaces').where('targetId', '=', targetId).where('usedAt', 'is', null).execute()
    },
  }
}
