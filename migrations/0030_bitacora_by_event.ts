import type { Kysely } from 'kysely'

/** The audit is looked through by event, and by who acted, newest first. No new columns. */
export const columns = {} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('audit_entries_event')
    .on('audit_entries')
    .columns(['event', 'number'])
    .execute()
  await db.schema
    .createIndex('audit_entries_actor')
    .on('audit_entries')
    .columns(['actor', 'number'])
    .execute()
}
