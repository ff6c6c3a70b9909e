import { expressionBuilder, sql } from 'kysely'
import type { TryCounters } from '../../../application/ports.ts'
import { NEW_TRY_COUNTER, SHARED, type TryCounter, type TryKey } from '../../../domain/account/tries.ts'
import { conversion } from '../../row-mapper.ts'
import type { DatabaseSchema, Tx } from '../../schema.ts'
import { isInBatch } from '../batch.ts'

const { toRow, fromRow } = conversion<TryCounter>({ lockedUntil: 'date', triedAt: 'date' })
const KEY = ['subject', 'secret', 'browser'] as const
const COLUMNS = ['used', 'lockouts', 'lockedUntil', 'misses', 'triedAt'] as const

export function tryCountersRepository(tx: Tx): TryCounters {
  const { db } = tx
  const rowOf = ({ secret, subject, browser }: TryKey, counter: TryCounter) => ({
    ...toRow(counter),
    ...{ secret, subject, browser },
    touchedAt: null,
  })

  return {
    async create(key, counter) {
      const created = await db
        .insertInto('tryCounters')
        .values(rowOf(key, counter))
        .onConflict((conflict) => conflict.columns(KEY).doNothing())
        .returning('used')
        .executeTakeFirst()
      return created !== undefined
    },

    /** A no-op update: locks the row and reads what its last holder wrote. */
    lock: async (key) =>
      fromRow(
        await db
          .insertInto('tryCounters')
          .values(rowOf(key, NEW_TRY_COUNTER))
          .onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ touchedAt: null }))
          .returning(COLUMNS)
          .executeTakeFirstOrThrow(),
      ),

    async read({ secret, subject, browser }) {
      const row = await db
        .selectFrom('tryCounters')
        .select(COLUMNS)
        .where('subject', '=', subject)
        .where('secret', '=', secret)
        .where('browser', '=', browser)
        .executeTakeFirst()
      return row ? fromRow(row) : { ...NEW_TRY_COUNTER }
    },

    async findBySubject(subject) {
      const rows = await db
        .selectFrom('tryCounters')
        .select([...KEY, ...COLUMNS])
        .where('subject', '=', subject)
        .orderBy('secret')
        .orderBy('browser')
        .execute()
      return rows.map(({ secret, browser, ...counter }) => {
        const { subject: _, ...columns } = counter
        return { secret, subject, browser, counter: fromRow(columns) }
      })
    },

    async save(key, counter) {
      const row = rowOf(key, counter)
      await db
        .insertInto('tryCounters')
        .values(row)
        .onConflict((conflict) => conflict.columns(KEY).doUpdateSet(row))
        .execute()
    },

    async restore({ secret, subject, browser }, from, to) {
      const { used, lockouts, misses, triedAt } = toRow(from)
      const isNew = to.used === 0 && to.lockouts === 0 && to.misses === 0
      const isSame = expressionBuilder<DatabaseSchema, 'tryCounters'>().and({
        subject,
        secret,
        browser,
        used,
        lockouts,
        misses,
        triedAt,
      })
      const done = isNew
        ? await db.deleteFrom('tryCounters').where(isSame).returning('used').executeTakeFirst()
        : await db
            .updateTable('tryCounters')
            .set(toRow(to))
            .where(isSame)
            .returning('used')
            .executeTakeFirst()
      return done !== undefined
    },

    async delete(subject, browser, secrets) {
      await db
        .deleteFrom('tryCounters')
        .where('subject', '=', subject)
        .where('secret', 'in', secrets)
        .where('browser', '=', browser)
        .execute()
    },

    async deleteBySubject(subject) {
      const rows = await db
        .deleteFrom('tryCounters')
        .where('subject', '=', subject)
        .returning([...KEY, 'lockedUntil'])
        .execute()
      return rows.map(({ lockedUntil, ...key }) => ({
        ...key,
        lockedUntil: lockedUntil === null ? null : new Date(lockedUntil),
      }))
    },

    async move(from, to) {
      const { others } = SHARED
      await db.deleteFrom('tryCounters').where('subject', '=', to).where('browser', '!=', others).execute()
      await db
        .updateTable('tryCounters')
        .set({ subject: to })
        .where('subject', '=', from)
        .where('browser', '!=', others)
        .execute()
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
      const [touchedAt, lockedUntil, browser] = [
        sql.ref('touchedAt'),
        sql.ref('lockedUntil'),
        sql.ref('tryCounters.browser'),
      ]
      const isOwn = sql`${browser} not in (${sql.join(Object.values(SHARED))})`
      const isProven = sql`exists (select 1 from ${sql.table('provenBrowsers')}
        where ${sql.ref('provenBrowsers.browser')} = ${browser})`
      const isDue = sql`${touchedAt} <= ${untouchedSince.toISOString()}
        and (${lockedUntil} is null or ${lockedUntil} <= ${now.toISOString()} or (${isOwn} and not ${isProven}))`
      const { numDeletedRows } = await db
        .deleteFrom('tryCounters')
        .where(isInBatch(tx, 'tryCounters', isDue, limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
