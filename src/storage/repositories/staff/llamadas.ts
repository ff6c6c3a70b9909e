import type { Llamadas } from '../../../application/ports.ts'
import { type Llamada, NO_CODIGO } from '../../../domain/staff/llamada.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, toColumns, fromRow } = conversion<Llamada>({
  codigoExpiresAt: 'date',
  openedAt: 'date',
  leaseUntil: 'date',
  checkedAt: 'date',
  readBack: 'json',
  done: 'json',
  endedAt: 'date',
})

export function llamadasRepository({ db, insert }: Tx): Llamadas {
  const all = () => db.selectFrom('llamadas').selectAll()
  // A no-op update: locks the row and reads what its last holder wrote.
  const held = () =>
    db
      .updateTable('llamadas')
      .set((eb) => ({ id: eb.ref('id') }))
      .returningAll()

  return {
    async create(llamada) {
      await insert('llamadas', toRow(llamada))
    },

    async findById(id) {
      const row = await all().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    async lock(id) {
      const row = await held().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    async lockOpenByCuenta(cuentaId) {
      const row = await held()
        .where('cuentaId', '=', cuentaId)
        .where('endedAt', 'is', null)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async findByCuenta(cuentaId, limit) {
      const rows = await all()
        .where('cuentaId', '=', cuentaId)
        .orderBy('openedAt', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async findByFuncionario(funcionarioId, limit) {
      const rows = await all()
        .where('funcionarioId', '=', funcionarioId)
        .orderBy((eb) => eb.case().when('endedAt', 'is', null).then(0).else(1).end())
        .orderBy('openedAt', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async findLapsed(now, limit) {
      const rows = await all()
        .where('endedAt', 'is', null)
        .where('leaseUntil', '<=', now.toISOString())
        .orderBy('leaseUntil')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async save(llamada) {
      await db.updateTable('llamadas').set(toRow(llamada)).where('id', '=', llamada.id).execute()
    },

    async endCodigos(cuentaId) {
      await db
        .updateTable('llamadas')
        .set(toColumns({ ...NO_CODIGO, readBack: [] }))
        .where('cuentaId', '=', cuentaId)
        .where('endedAt', 'is', null)
        .execute()
    },
  }
}
