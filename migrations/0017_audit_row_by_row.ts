import { type Kysely, sql } from 'kysely'

/**
 * Each entry of the audit has an HMAC of its own; those up to `since` are older, and only the seals tell of them. The
 * head knows how many entries and seals there are, under an HMAC too. Refusals that cost nothing are counted by hour.
 * Columns are marked as in 0001.
 */
export const columns = {
  audit_entries: {
    key_id: 'no',
    hmac: 'no',
  },
  audit_head: {
    since: 'no',
    seals: 'no',
    key_id: 'no',
    hmac: 'no',
  },
  audit_counts: {
    hour: 'no',
    event: 'no',
    result: 'no',
    count: 'no',
    recorded: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['key_id', 'hmac'] as const) {
    await db.schema.alterTable('audit_entries').addColumn(column, 'text').execute()
    await db.schema.alterTable('audit_head').addColumn(column, 'text').execute()
  }
  for (const column of ['since', 'seals'] as const) {
    await db.schema
      .alterTable('audit_head')
      .addColumn(column, 'bigint', (added) => added.notNull().defaultTo(0))
      .execute()
  }
  await sql`update audit_head set since = last,
    seals = (select coalesce(max(number), 0) from audit_seals)`.execute(db)

  await db.schema
    .createTable('audit_counts')
    .addColumn('hour', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addColumn('recorded', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_counts_pk', ['hour', 'event', 'result'])
    .execute()
}
