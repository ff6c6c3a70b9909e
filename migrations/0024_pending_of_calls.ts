import type { Kysely } from 'kysely'

/**
 * What is asked for in a call takes effect at an hour of its own, and may rest on a code to the mobile. Columns are marked
 * as in 0001.
 */
export const columns = { pending_changes: { by_celular: 'no', not_before: 'no' } } as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('pending_changes')
    .addColumn('by_celular', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('pending_changes').addColumn('not_before', 'text').execute()
}
