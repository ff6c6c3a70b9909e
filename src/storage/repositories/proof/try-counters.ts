import { sql } from 'kysely'
import type { TryCounters } from '../../../application/ports.ts'
import { NEW_TRY_COUNTER, type TryCounter } from '../../../domain/account/tries.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'
import { isInBatch } from '../batch.ts'

const { toRow, fromRow } = conversion<TryCounter>({ lockedUntil: 'date' })
const COLUMNS = ['used', 'lockouts', 'lockedUntil', 'misses'] as const

export function tryCountersRepository(tx: Tx): TryCounters {
  const { db } = tx
  return {
    async create(secret, subject, counter) {
      const created = await db
        .insertInto('tryCounters')
        .values({ ...toRow(counter), secret, subject, touchedAt: null })
        .onConflict((conflict) => conflict.columns(['secret', 'subject']).doNothing())
        .returning('used')
        .executeTakeFirst()
      return created !== undefined
    },

    /** A no-op update: locks the row and reads what its last holder wrote. */
    lock: async (secret, subject) =>
      fromRow(
        await db
          .insertInto('tryCounters')
          .values({ ...toRow(NEW_TRY_COUNTER), secret, subject, touchedAt: null })
          .onConflict((conflict) => conflict.columns(['secret', 'subject']).doUpdateSet({ touchedAt: null }))
          .returning(COLUMNS)
          .executeTakeFirstOrThrow(),
      ),

    async read(secret, subject) {
      const row = await db
        .selectFrom('tryCounters')
        .select(COLUMNS)
        .where('secret', '=', secret)
        .where('subject', '=', subject)
        .executeTakeFirst()
      return row ? fromRow(row) : { ...NEW_TRY_COUNTER }
    },

    async save(secret, subject, counter) {
      const row = { ...toRow(counter), touchedAt: null }
      await db
        .insertInto('tryCounters')
        .values({ ...row, secret, subject })
        .onConflict((conflict) => conflict.columns(['secret', 'subject']).doUpdateSet(row))
        .execute()
    },

    async delete(subject, secrets) {
      const rows = await db
        .deleteFrom('tryCounters')
        .where('subject', '=', subject)
        .where('secret', 'in', secrets)
        .returning(['secret', 'lockedUntil'])
        .execute()
      return rows.map(({ secret, lockedUntil }) => ({
        secret,
        lockedUntil: lockedUntil === null ? null : new Date(lockedUntil),
      }))
    },

    async move(from, to) {
      await db.deleteFrom('tryCounters').where('subject', '=', to).execute()
      await db.updateTable('tryCounters').set({ subject: to }).where('subject', '=', from).execute()
    },

    async stampUsed(now, limit) {
      const { numUpdatedRows } = await db
        .updateTable('tryCounters')
        .set({ touchedAt: now.toISOString() })
        .where(isInBatch(tx, 'tryCounters', sql`${sql.ref('touchedAt')} is null`, limit))
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },

    async deleteOpen(now, untouchedSince, limit) {
      const [touchedAt, lockedUntil] = [sql.ref('touchedAt'), sql.ref('lockedUntil')]
      const isDue = sql`${touchedAt} <= ${untouchedSince.toISOString()}
        and (${lockedUntil} is null or ${lockedUntil} <= ${now.toISOString()})`
      const { numDeletedRows } = await db
        .deleteFrom('tryCounters')
        .where(isInBatch(tx, 'tryCounters', isDue, limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
