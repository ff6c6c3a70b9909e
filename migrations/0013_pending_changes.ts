import { type Kysely, sql } from 'kysely'

/**
 * What was asked for and is not part of the cuenta yet: a new e-mail, which had a table of its own, or a new
 * representante. `data` is what it sets, as JSON. Columns are marked as in 0001.
 */
export const columns = {
  pending_changes: {
    id: 'no',
    cuenta_id: 'no',
    kind: 'no',
    data: 'sensitive',
    with_codigo: 'no',
    created_at: 'no',
    expires_at: 'no',
    confirmed_at: 'no',
    effective_at: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pending_changes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().references('cuentas.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('with_codigo', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('confirmed_at', 'text')
    .addColumn('effective_at', 'text')
    .addUniqueConstraint('pending_changes_one_of_each_kind', ['cuenta_id', 'kind'])
    .execute()
  await db.schema
    .createIndex('pending_changes_expires_at')
    .on('pending_changes')
    .column('expires_at')
    .execute()
  await db.schema
    .createIndex('pending_changes_effective_at')
    .on('pending_changes')
    .column('effective_at')
    .execute()

  const { rows } = await sql<{
    id: string
    new_email: string
  }>`select id, new_email from email_changes`.execute(db)
  for (const { id, new_email: email } of rows) {
    await sql`insert into pending_changes
      (id, cuenta_id, kind, data, with_codigo, created_at, expires_at, confirmed_at, effective_at)
      select id, cuenta_id, 'email', ${JSON.stringify({ email })}, with_codigo, created_at, expires_at,
        confirmed_at, effective_at
      from email_changes where id = ${id}`.execute(db)
  }
  await db.schema.dropTable('email_changes').execute()
}
