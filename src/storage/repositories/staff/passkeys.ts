import type { StaffPasskey, StaffPasskeys } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

type Stored = Omit<StaffPasskey, 'credentialId'> & { id: string }

const { toRow, fromRow } = conversion<Stored>({ transports: 'json', createdAt: 'date', usedAt: 'date' })

export function passkeysRepository({ db }: Tx): StaffPasskeys {
  return {
    async create({ credentialId, ...passkey }) {
      const created = await db
        .insertInto('funcionarioPasskeys')
        .values(toRow({ id: credentialId, ...passkey }))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      return created !== undefined
    },

    async findByFuncionario(funcionarioId) {
      const rows = await db
        .selectFrom('funcionarioPasskeys')
        .selectAll()
        .where('funcionarioId', '=', funcionarioId)
        .orderBy('createdAt')
        .orderBy('id')
        .execute()
      return rows.map(fromRow).map(({ id, ...passkey }) => ({ credentialId: id, ...passkey }))
    },

    async readCount(funcionarioId) {
      const { count } = await db
        .selectFrom('funcionarioPasskeys')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('funcionarioId', '=', funcionarioId)
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    async use({ credentialId, counter: before }, counter, now) {
      const { numUpdatedRows } = await db
        .updateTable('funcionarioPasskeys')
        .set({ counter, usedAt: now.toISOString() })
        .where('id', '=', credentialId)
        .where('counter', '=', before)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async rename(funcionarioId, credentialId, name) {
      await db
        .updateTable('funcionarioPasskeys')
        .set({ name })
        .where('id', '=', credentialId)
        .where('funcionarioId', '=', funcionarioId)
        .execute()
    },

    async delete(funcionarioId, credentialId) {
      const { numDeletedRows } = await db
        .deleteFrom('funcionarioPasskeys')
        .where('funcionarioId', '=', funcionarioId)
        .where('id', '=', credentialId)
        .executeTakeFirst()
      return numDeletedRows === 1n
    },

    async deleteByFuncionario(funcionarioId) {
      await db.deleteFrom('funcionarioPasskeys').where('funcionarioId', '=', funcionarioId).execute()
    },
  }
}
