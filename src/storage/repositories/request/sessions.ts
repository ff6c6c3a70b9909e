import type { Sessions, StoredSession } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<StoredSession>({ expiresAt: 'date' })

export function sessionsRepository(tx: Tx): Sessions {
  const { db } = tx
  return {
    async read(idFingerprint) {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('idFingerprint', '=', idFingerprint)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async save(...saved) {
      await db
        .insertInto('sessions')
        .values(saved.map(toRow))
        .onConflict((conflict) =>
          conflict.column('idFingerprint').doUpdateSet(({ ref }) => ({
            cuentaId: ref('excluded.cuentaId'),
            data: ref('excluded.data'),
            expiresAt: ref('excluded.expiresAt'),
          })),
        )
        .execute()
    },

    async extend(idFingerprint, expiresAt) {
      await db
        .updateTable('sessions')
        .set({ expiresAt: expiresAt.toISOString() })
        .where('idFingerprint', '=', idFingerprint)
        .execute()
    },

    async delete(idFingerprint) {
      await db.deleteFrom('sessions').where('idFingerprint', '=', idFingerprint).execute()
    },

    async deleteByCuenta(cuentaId) {
      const { numDeletedRows } = await db
        .deleteFrom('sessions')
        .where('cuentaId', '=', cuentaId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
