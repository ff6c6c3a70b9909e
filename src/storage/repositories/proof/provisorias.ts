import type { Provisoria, Provisorias } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Provisoria>({ expiresAt: 'date', withCodigo: 'boolean' })

export function provisoriasRepository(tx: Tx): Provisorias {
  const { db, hasRowLocks } = tx
  const ofCuenta = (cuentaId: string) =>
    db.selectFrom('provisorias').selectAll().where('cuentaId', '=', cuentaId)

  return {
    async findByCuenta(cuentaId) {
      const row = await ofCuenta(cuentaId).executeTakeFirst()
      return row && fromRow(row)
    },

    async lock(cuentaId) {
      const row = await ofCuenta(cuentaId)
        .$if(hasRowLocks, (query) => query.forUpdate())
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async put(provisoria) {
      const row = toRow(provisoria)
      await db
        .insertInto('provisorias')
        .values(row)
        .onConflict((conflict) => conflict.column('cuentaId').doUpdateSet(row))
        .execute()
    },

    async delete(cuentaId) {
      await db.deleteFrom('provisorias').where('cuentaId', '=', cuentaId).execute()
    },
  }
}
