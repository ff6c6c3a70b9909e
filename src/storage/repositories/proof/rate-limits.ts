import { sql } from 'kysely'
import type { RateLimits } from '../../../application/ports.ts'
import type { Tx } from '../../schema.ts'

export function rateLimitsRepository({ db }: Tx): RateLimits {
  return {
    /**
     * One row per key and window length. A window starts with the first count after the previous one ended.
     */
    async increment(key, windowSeconds, now) {
      const endsAt = new Date(now.getTime() + windowSeconds * 1_000).toISOString()
      const expired = sql<boolean>`rate_limits.ends_at <= ${now.toISOString()}`
      const row = await db
        .insertInto('rateLimits')
        .values({ key, windowSeconds, count: 1, endsAt })
        .onConflict((conflict) =>
          conflict.columns(['key', 'windowSeconds']).doUpdateSet({
            count: sql`case when ${expired} then 1 else rate_limits."count" + 1 end`,
            endsAt: sql`case when ${expired} then excluded.ends_at else rate_limits.ends_at end`,
          }),
        )
        .returning(['count', 'endsAt'])
        .executeTakeFirstOrThrow()
      return { count: row.count, endsAt: new Date(row.endsAt) }
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
