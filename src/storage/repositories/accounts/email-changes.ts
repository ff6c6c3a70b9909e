import type { EmailChange, EmailChanges } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<EmailChange>({
  withCodigo: 'boolean',
  createdAt: 'date',
  expiresAt: 'date',
  confirmedAt: 'date',
  effectiveAt: 'date',
})

export function emailChangesRepository({ db, hasRowLocks }: Tx): EmailChanges {
  async function find(column: 'id' | 'cuentaId', value: string): Promise<EmailChange | undefined> {
    const row = await db.selectFrom('emailChanges').selectAll().where(column, '=', value).executeTakeFirst()
    return row && fromRow(row)
  }

  return {
    findById: (id) => find('id', id),
    findByCuenta: (cuentaId) => find('cuentaId', cuentaId),

    async put(change) {
      const row = toRow(change)
      await db
        .insertInto('emailChanges')
        .values(row)
        .onConflict((conflict) => conflict.column('cuentaId').doUpdateSet(row))
        .execute()
    },

    async save(change) {
      await db.updateTable('emailChanges').set(toRow(change)).where('id', '=', change.id).execute()
    },

    async deleteByCuenta(cuentaId, which) {
      const { numDeletedRows } = await db
        .deleteFrom('emailChanges')
        .where('cuentaId', '=', cuentaId)
        .$if(which === 'sin_codigo', (query) => query.where('withCodigo', '=', 0))
        .executeTakeFirst()
      return numDeletedRows > 0n
    },

    /** Skips those that another node is applying right now. */
    async lockDue(now, limit) {
      const rows = await db
        .selectFrom('emailChanges')
        .selectAll()
        .where('effectiveAt', '<=', now.toISOString())
        .orderBy('effectiveAt')
        .limit(limit)
        .$if(hasRowLocks, (query) => query.forUpdate().skipLocked())
        .execute()
      return rows.map(fromRow)
    },
  }
}
