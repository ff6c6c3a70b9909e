import type { Kysely } from 'kysely'

/** The messages of one account are found for who answers its calls. No new columns. */
export const columns = {} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('avisos_cuenta_id').on('avisos').columns(['cuenta_id', 'created_at']).execute()
}
