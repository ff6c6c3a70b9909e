import type { Kysely } from 'kysely'

export const columnas = {} as const

/** A change of key or a freeze ends the open requests of its account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('solicitudes_cuenta_id').on('solicitudes').column('cuenta_id').execute()
}
