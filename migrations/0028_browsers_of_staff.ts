import type { Kysely } from 'kysely'

/** Browsers where staff signed in: their tries are counted apart from those of strangers. Columns are marked as in 0001. */
export const columns = {
  funcionario_browsers: {
    funcionario_id: 'no',
    browser: 'sensitive',
    expires_at: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('funcionario_browsers')
    .addColumn('funcionario_id', 'text', (column) => column.notNull().references('funcionarios.id'))
    .addColumn('browser', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('funcionario_browsers_key', ['funcionario_id', 'browser'])
    .execute()
  await db.schema
    .createIndex('funcionario_browsers_expires_at')
    .on('funcionario_browsers')
    .column('expires_at')
    .execute()
}
