import type { OpenIdKey, OpenIdKeys } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<OpenIdKey>({
  publishedAt: 'date',
  signingSince: 'date',
  retiredAt: 'date',
})

export function openIdKeysRepository({ db, hasRowLocks, insert }: Tx): OpenIdKeys {
  const all = () => db.selectFrom('openidKeys').selectAll().orderBy('publishedAt').orderBy('id')
  return {
    async findPublished() {
      const rows = await all().where('estado', '!=', 'retirada').execute()
      return rows.map(fromRow).toSorted((a, b) => Number(b.estado === 'firma') - Number(a.estado === 'firma'))
    },

    async findAll() {
      return (await all().execute()).map(fromRow)
    },

    async lock() {
      if (hasRowLocks) await db.selectFrom('openidKeys').select('id').orderBy('id').forUpdate().execute()
    },

    async create(key) {
      await insert('openidKeys', toRow(key))
    },

    async createUnlessThere(key) {
      await db
        .insertInto('openidKeys')
        .values(toRow(key))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    },

    async save(key) {
      await db.updateTable('openidKeys').set(toRow(key)).where('id', '=', key.id).execute()
    },
  }
}
