import type { Lazos } from '../../../application/ports.ts'
import type { Lazo } from '../../../domain/organisations/lazo.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Lazo>({
  opensCuenta: 'boolean',
  requestedAt: 'date',
  acceptedAt: 'date',
  finishedAt: 'date',
})

export function lazosRepository({ db, hasRowLocks, insert }: Tx): Lazos {
  async function find(column: 'otecId' | 'facilitadorId', value: string): Promise<Lazo[]> {
    const rows = await db
      .selectFrom('lazos')
      .selectAll()
      .where(column, '=', value)
      .orderBy('requestedAt', 'desc')
      .orderBy('id')
      .execute()
    return rows.map(fromRow)
  }

  const withId = (id: string) => db.selectFrom('lazos').selectAll().where('id', '=', id)

  return {
    async findById(id) {
      const row = await withId(id).executeTakeFirst()
      return row && fromRow(row)
    },

    async lock(id) {
      const row = await withId(id)
        .$if(hasRowLocks, (query) => query.forUpdate())
        .executeTakeFirst()
      return row && fromRow(row)
    },

    findByOtec: (otecId) => find('otecId', otecId),
    findByFacilitador: (facilitadorId) => find('facilitadorId', facilitadorId),

    async create(lazo) {
      await insert('lazos', toRow(lazo))
    },

    async save(lazo) {
      await db.updateTable('lazos').set(toRow(lazo)).where('id', '=', lazo.id).execute()
    },
  }
}
