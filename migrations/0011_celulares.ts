import { type Kysely, sql } from 'kysely'

/**
 * Which mobiles are confirmed, and the new ones that wait for their code. `celular_key` is the mobile once confirmed,
 * which alone takes one of the three places; mobiles of before are not confirmed. Columns are marked as in 0001.
 */
export const columns = {
  cuentas: {
    celular_key: 'sensitive',
    celular_confirmed_at: 'no',
  },
  celular_changes: {
    id: 'no',
    cuenta_id: 'no',
    new_celular: 'sensitive',
    with_codigo: 'no',
    created_at: 'no',
    expires_at: 'no',
    confirmed_at: 'no',
    effective_at: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  // The constraints of 0001 follow the column, which SQLite could not drop.
  await db.schema.alterTable('cuentas').renameColumn('celular', 'celular_key').execute()
  await db.schema.alterTable('cuentas').addColumn('celular', 'text').execute()
  await db.schema.alterTable('cuentas').addColumn('celular_confirmed_at', 'text').execute()
  await db.schema
    .createIndex('cuentas_celular_confirmed_at')
    .on('cuentas')
    .column('celular_confirmed_at')
    .execute()
  await sql`update cuentas set celular = celular_key, celular_key = null, celular_slot = null
    where celular_key is not null`.execute(db)

  await db.schema
    .createTable('celular_changes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().unique().references('cuentas.id'))
    .addColumn('new_celular', 'text', (column) => column.notNull())
    .addColumn('with_codigo', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('confirmed_at', 'text')
    .addColumn('effective_at', 'text')
    .execute()
  await db.schema
    .createIndex('celular_changes_expires_at')
    .on('celular_changes')
    .column('expires_at')
    .execute()
  await db.schema
    .createIndex('celular_changes_effective_at')
    .on('celular_changes')
    .column('effective_at')
    .execute()
}
