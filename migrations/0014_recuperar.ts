import type { Kysely } from 'kysely'

export const columns = {
  peticiones: { browser: 'no' },
  provisorias: { with_codigo: 'no' },
} as const

/**
 * The browser that asked for something, whether or not it ever proved an account: the worker finds out. Whether a
 * provisoria was given for a codigo too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('peticiones').addColumn('browser', 'text').execute()
  await db.schema
    .alterTable('provisorias')
    .addColumn('with_codigo', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
