import type { Kysely } from 'kysely'

export const columnas = {
  contadores: { tocado_en: 'no' },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('contadores').addColumn('tocado_en', 'text').execute()
  await db.schema.createIndex('contadores_tocado_en').on('contadores').column('tocado_en').execute()
}
