import { type Kysely, sql } from 'kysely'

/**
 * Which mobiles are confirmed. `celular_key` is the mobile once confirmed,
 * which alone takes one of the three places; mobiles of before are not confirmed. Columns are marked as in 0001.
 */
export const columns = {
  cuentas: {
    celular_key: 'sensitive',
    celular_confirmed_at: 'no',
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
}
