import type { Kysely } from 'kysely'

/**
 * Each press makes a caso of its own, which keeps what the call centre needs of it and how it ended. The references
 * of error pages are kept beside the log. Columns are marked as in 0001.
 */
export const columns = {
  casos: {
    encrypted_facts: 'sensitive',
    outcome: 'no',
  },
  error_references: {
    id: 'no',
    reference: 'no',
    route: 'no',
    status: 'no',
    kind: 'no',
    created_at: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  // It allowed one open case for each person and reason: a stranger's was shown to the owner.
  await db.schema.dropIndex('casos_open').execute()
  await db.schema.alterTable('casos').addColumn('encrypted_facts', 'text').execute()
  await db.schema.alterTable('casos').addColumn('outcome', 'text').execute()
  await db.schema.createIndex('casos_created_at').on('casos').column('created_at').execute()

  await db.schema
    .createTable('error_references')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('route', 'text', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('error_references_reference')
    .on('error_references')
    .column('reference')
    .execute()
  await db.schema
    .createIndex('error_references_created_at')
    .on('error_references')
    .column('created_at')
    .execute()
}
