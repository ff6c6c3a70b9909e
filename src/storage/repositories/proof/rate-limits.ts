import { sql } from 'kysely'
import type { RateLimits } from '../../../application/ports.ts'
import type { Tx } from '../../schema.ts'

export function rateLimitsRepository({ db }: Tx): RateLimits {
  /**
   * One row per key and window length. A window starts with the first count after the previous one ended.
   * @returns undefined when the count is at `max` already.
   */
  const add = (key: string, windowSeconds: number, now: Date, max: number | null) => {
    const endsAt = new Date(now.getTime() + windowSeconds * 1_000).toISOString()
    const expired = sql<boolean>`rate_limits.ends_at <= ${now.toISOString()}`
    return db
      .insertInto('rateLimits')
      .values({ key, windowSeconds, count: 1, endsAt })
      .onConflict((conflict) => {
        const update = conflict.columns(['key', 'windowSeconds']).doUpdateSet({
          count: sql`case when ${expired} then 1 else rate_limits."count" + 1 end`,
          endsAt: sql`case when ${expired} then excluded.ends_at else rate_limits.ends_at end`,
        })
        return max === null
          ? update
          : update.where(sql<boolean>`(${expired} or rate_limits."count" < ${max})`)
      })
      .returning(['count', 'endsAt'])
      .executeTakeFirst()
  }

  return {
    async increment(key, windowSeconds, now) {
      const row = await add(key, windowSeconds, now, null)
      if (!row) throw new Error('a count without limit was not raised')
      return { count: row.count, endsAt: new Date(row.endsAt) }
    },

    async incrementUpTo(key, windowSeconds, now, max) {
      if (max !== null && max < 1) return false
      return (await add(key, windowSeconds, now, max)) !== undefined
    },

    async giveBack(key, windowSeconds, now) {
      await db
        .updateTable('rateLimits')
        .set({ count: sql`rate_limits."count" - 1` })
        .where('key', '=', key)
        .where('windowSeconds', '=', windowSeconds)
        .where('endsAt', '>', now.toISOString())
        .where('count', '>', 0)
        .execute()
    },

    async readCount(key, windowSeconds, now) {
      const row = await db
        .selectFrom('rateLimits')
        .select(['count', 'endsAt'])
        .where('key', '=', key)
        .where('windowSeconds', '=', windowSeconds)
        .where('endsAt', '>', now.toISOString())
        .executeTakeFirst()
      return row && { count: row.count, endsAt: new Date(row.endsAt) }
    },
  }
}
