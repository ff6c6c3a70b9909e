import type { Kysely } from 'kysely'

export const columns = {
  importaciones: {
    id: 'no',
    file_hash: 'no',
    corrects: 'no',
    pass: 'no',
    done: 'no',
    counts: 'no',
    last_findings: 'no',
    last_findings_after: 'no',
    started_at: 'no',
    finished_at: 'no',
  },
} as const

/** Accounts of the old system come in from a file, batch by batch; a row for each file says how far it got. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('importaciones')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('file_hash', 'text', (column) => column.notNull().unique())
    // The first import of those whose accounts a corrected file may complete; null for one that corrects none.
    .addColumn('corrects', 'text')
    .addColumn('pass', 'integer', (column) => column.notNull())
    .addColumn('done', 'integer', (column) => column.notNull())
    .addColumn('counts', 'text', (column) => column.notNull())
    .addColumn('last_findings', 'text', (column) => column.notNull())
    .addColumn('last_findings_after', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('finished_at', 'text')
    .execute()
}
