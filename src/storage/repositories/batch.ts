import { type RawBuilder, sql } from 'kysely'
import type { DatabaseSchema, Tx } from '../schema.ts'

/**
 * Condition that holds for a batch of rows: `limit` of those that are due, without the ones that somebody else
 * holds (docs/decisions/0037).
 * @param isDue should be found through an index.
 */
export const isInBatch = (
  { hasRowLocks, rowAddress }: Tx,
  table: keyof DatabaseSchema,
  isDue: RawBuilder<unknown>,
  limit: number,
): RawBuilder<boolean> => sql<boolean>`${rowAddress} in (
  select ${rowAddress} from ${sql.table(table)} where ${isDue}
  limit ${sql.lit(limit)} ${hasRowLocks ? sql`for update skip locked` : sql``})`
