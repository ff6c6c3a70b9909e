import type { Kysely } from 'kysely'

/** Staff asks for documents of other kinds than what migrants send to register. Columns are marked as in 0001. */
export const columns = {
  documentos: {
    kind: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('documentos')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('identificacion'))
    .execute()
}
