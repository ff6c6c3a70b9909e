import type { Kysely } from 'kysely'

/** Limits that staff raised for one network and one day; a row goes when its time is over. Columns are marked as in 0001. */
export const columns = {
  raised_limits: {
    network: 'sensitive',
    times: 'no',
    reason: 'no',
    created_at: 'no',
    expires_at: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('raised_limits')
    .addColumn('network', 'text', (column) => column.primaryKey())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute()
}
