import type { Kysely } from 'kysely'

/**
 * How often something happened on each day of Chile, counted by the worker from the audit, up to the entry that the head
 * says. Columns are marked as in 0001.
 */
export const columns = {
  daily_counts: {
    day: 'no',
    event: 'no',
    perfil: 'no',
    count: 'no',
  },
  daily_counts_head: {
    id: 'no',
    counted: 'no',
  },
} as const

export async function up(db: Kysely<{ daily_counts_head: { id: number; counted: number } }>): Promise<void> {
  await db.schema
    .createTable('daily_counts')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('perfil', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('daily_counts_pk', ['day', 'event', 'perfil'])
    .execute()
  await db.schema
    .createTable('daily_counts_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('counted', 'bigint', (column) => column.notNull())
    .execute()
  await db.insertInto('daily_counts_head').values({ id: 1, counted: 0 }).execute()
}
