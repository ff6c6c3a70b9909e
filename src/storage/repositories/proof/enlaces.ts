import type { Enlace, Enlaces } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Enlace>({ expiresAt: 'date', usedAt: 'date' })

export function enlacesRepository(tx: Tx): Enlaces {
  const { db, insert, hasRowLocks } = tx

  async function find(column: 'id' | 'fingerprint', value: string): Promise<Enlace | undefined> {
    const row = await db.selectFrom('enlaces').selectAll().where(column, '=', value).executeTakeFirst()
    return row && fromRow(row)
  }

  const create: Enlaces['create'] = async (enlace) => {
    await insert('enlaces', toRow(enlace))
  }

  const deleteByCuenta: Enlaces['deleteByCuenta'] = async (cuentaId, ...kinds) => {
    await db
      .deleteFrom('enlaces')
      .where('cuentaId', '=', cuentaId)
      .where('kind', 'in', kinds)
      .where('usedAt', 'is', null)
      .execute()
  }

  return {
    create,
    deleteByCuenta,

    async replace(enlace) {
      const { cuentaId, kind } = enlace
      // Of two at once the second waits here, and then sees the link of the first.
      if (hasRowLocks)
        await db.selectFrom('cuentas').select('id').where('id', '=', cuentaId).forNoKeyUpdate().execute()
      await deleteByCuenta(cuentaId, kind)
      await create(enlace)
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

    async deleteByTarget(targetId) {
      await db.deleteFrom('enlaces').where('targetId', '=', targetId).where('usedAt', 'is', null).execute()
    },
  }
}
