import type { Kysely } from 'kysely'

/** Other systems that sign people in with us: OpenID clients. `logo`: a PNG in Base64. Columns are marked as in 0001. */
export const columns = {
  sistemas: {
    id: 'no',
    nombre: 'no',
    nombre_key: 'no',
    tipo: 'no',
    estado: 'no',
    redirect_uris: 'no',
    post_logout_uris: 'no',
    volver_origins: 'no',
    scopes: 'no',
    autenticacion: 'no',
    secretos: 'sensitive',
    backchannel_logout_uri: 'no',
    sector: 'sensitive',
    logo_hash: 'no',
    logo: 'no',
    created_at: 'no',
    created_by: 'no',
    version: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sistemas')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('nombre', 'text', (column) => column.notNull())
    .addColumn('nombre_key', 'text', (column) => column.notNull().unique())
    .addColumn('tipo', 'text', (column) => column.notNull())
    .addColumn('estado', 'text', (column) => column.notNull())
    .addColumn('redirect_uris', 'text', (column) => column.notNull())
    .addColumn('post_logout_uris', 'text', (column) => column.notNull())
    .addColumn('volver_origins', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('autenticacion', 'text', (column) => column.notNull())
    .addColumn('secretos', 'text', (column) => column.notNull())
    .addColumn('backchannel_logout_uri', 'text')
    .addColumn('sector', 'text', (column) => column.notNull())
    .addColumn('logo_hash', 'text')
    .addColumn('logo', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
}
