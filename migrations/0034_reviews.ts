import type { Kysely } from 'kysely'

/** Documents are reviewed in the console: who has one before them, until when, and how often it was decided. Columns are marked as in 0001. */
export const columns = {
  documentos: {
    version: 'no',
    reviewer_id: 'no',
    review_until: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('documentos')
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('documentos').addColumn('reviewer_id', 'text').execute()
  await db.schema.alterTable('documentos').addColumn('review_until', 'text').execute()
}
