import type { PendingChange, PendingChanges } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<PendingChange>({
  data: 'json',
  withCodigo: 'boolean',
  byCelular: 'boolean',
  notBefore: 'date',
  createdAt: 'date',
  expiresAt: 'date',
  confirmedAt: 'date',
  effectiveAt: 'date',
})

export function pendingChangesRepository({ db, hasRowLocks }: Tx): PendingChanges {
  const find = (column: 'id' | 'cuentaId', value: string) =>
    db.selectFrom('pendingChanges').selectAll().where(column, '=', value).orderBy('kind').execute()

  return {
    async findById(id) {
      const [row] = await find('id', id)
      return row && fromRow(row)
    },

    async findByCuenta(cuentaId) {
      return (await find('cuentaId', cuentaId)).map(fromRow)
    },

    async put(change) {
      const row = toRow(change)
      await db
        .insertInto('pendingChanges')
        .values(row)
        .onConflict((conflict) => conflict.columns(['cuentaId', 'kind']).doUpdateSet(row))
        .execute()
    },

    async save(change) {
      await db.updateTable('pendingChanges').set(toRow(change)).where('id', '=', change.id).execute()
    },

    async delete(id) {
      const { numDeletedRows } = await db.deleteFrom('pendingChanges').where('id', '=', id).executeTakeFirst()
      return numDeletedRows > 0n
    },

    async deleteByCuenta(cuentaId, which, exceptAskedAt) {
      const rows = await db
        .deleteFrom('pendingChanges')
        .where('cuentaId', '=', cuentaId)
        .$if(which === 'sin_codigo', (query) => query.where('withCodigo', '=', 0))
        .$if(which === 'sin_correo', (query) =>
          query.where(({ eb, or }) => or([eb('withCodigo', '=', 0), eb('byCelular', '=', 1)])),
        )
        .$if(exceptAskedAt !== undefined, (query) =>
          query.where('createdAt', '!=', (exceptAskedAt as Date).toISOString()),
        )
        .returning('kind')
        .execute()
      return rows.map(({ kind }) => kind)
    },

    /** Skips those that another node is applying right now. */
    async lockDue(now, limit) {
      const rows = await db
        .selectFrom('pendingChanges')
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
