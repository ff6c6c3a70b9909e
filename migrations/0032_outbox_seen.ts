import { type Kysely, sql } from 'kysely'

/**
 * Since when a message waits: since it was queued, or since staff had it sent again. And the ways in which staff look at
 * the outbox and at mailboxes that came back. Columns are marked as in 0001.
 */
export const columns = {
  avisos: {
    waiting_since: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('avisos').addColumn('waiting_since', 'text').execute()
  await sql`update avisos set waiting_since = created_at`.execute(db)
  await db.schema
    .createIndex('avisos_estado_waiting')
    .on('avisos')
    .columns(['estado', 'waiting_since'])
    .execute()
  await db.schema
    .createIndex('avisos_estado_created')
    .on('avisos')
    .columns(['estado', 'created_at', 'id'])
    .execute()
  await db.schema.createIndex('avisos_created').on('avisos').columns(['created_at', 'id']).execute()
  await db.schema.createIndex('bounces_since').on('bounces').columns(['since', 'cuenta_id']).execute()
}
