import type { Kysely } from 'kysely'

export const columns = {
  peticiones: { browser: 'no' },
  provisorias: { with_codigo: 'no' },
  cuentas: { frozen_by_staff_at: 'no' },
} as const

/**
 * The browser that asked for something, whether or not it ever proved an account: the worker finds out. Whether a
 * provisoria was given for a codigo too. When staff froze an account.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('peticiones').addColumn('browser', 'text').execute()
  await db.schema
    .alterTable('provisorias')
    .addColumn('with_codigo', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('cuentas').addColumn('frozen_by_staff_at', 'text').execute()
}
