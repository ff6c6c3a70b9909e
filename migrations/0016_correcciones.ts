import type { Kysely } from 'kysely'

export const columnas = { importaciones: { corrige: 'no' } } as const

/** The first import of those whose accounts a corrected file may complete; null for one that corrects none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('importaciones').addColumn('corrige', 'text').execute()
}
