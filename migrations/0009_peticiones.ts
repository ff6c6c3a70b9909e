import type { Kysely } from 'kysely'

export const columns = {
  peticiones: {
    id: 'no',
    kind: 'no',
    perfil: 'no',
    encrypted_identificador: 'sensitive',
    solicitud_id: 'no',
    created_at: 'no',
    available_at: 'no',
    expires_at: 'no',
    tries: 'no',
  },
} as const

/**
 * What a person asked for and the worker attends to later. No column refers to an account: the row is the same
 * whether or not there is one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('peticiones')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('perfil', 'text', (column) => column.notNull())
    .addColumn('encrypted_identificador', 'text', (column) => column.notNull())
    .addColumn('solicitud_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('available_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('peticiones_available_at').on('peticiones').column('available_at').execute()
  await db.schema.createIndex('peticiones_expires_at').on('peticiones').column('expires_at').execute()
}
