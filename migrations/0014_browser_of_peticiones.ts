import type { Kysely } from 'kysely'

export const columns = { peticiones: { browser: 'no' } } as const

/** The browser that asked, whether or not it ever proved an account: the worker finds out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('peticiones').addColumn('browser', 'text').execute()
}
