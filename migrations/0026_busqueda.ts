import { type Kysely, sql } from 'kysely'

/**
 * The index by which staff find accounts by name: keyed fingerprints of words and of their beginnings, never text
 * (docs/decisions/0059). The worker fills it from `busqueda_cola`, in which every account begins. Mobiles that are not
 * confirmed had no index. Columns are marked as in 0001.
 */
export const columns = {
  busqueda_cola: {
    cuenta_id: 'no',
    version: 'no',
  },
  busqueda_cuentas: {
    number: 'no',
    cuenta_id: 'no',
  },
  busqueda_terminos: {
    term: 'sensitive',
    chunk: 'no',
    numbers: 'sensitive',
  },
  busqueda_head: {
    id: 'no',
    next_number: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  // A row for each change, so that what changes again while it is indexed waits again, and nobody waits for the worker.
  await db.schema
    .createTable('busqueda_cola')
    .addColumn('cuenta_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('busqueda_cola_change', ['cuenta_id', 'version'])
    .execute()
  await db.schema
    .createTable('busqueda_cuentas')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().unique().references('cuentas.id'))
    .execute()
  await db.schema
    .createTable('busqueda_terminos')
    .addColumn('term', 'text', (column) => column.notNull())
    // Accounts whose numbers are near are kept together.
    .addColumn('chunk', 'integer', (column) => column.notNull())
    .addColumn('numbers', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('busqueda_terminos_term', ['term', 'chunk'])
    .execute()
  // One row: who holds it fills the index, and no two give the same number.
  await db.schema
    .createTable('busqueda_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('next_number', 'integer', (column) => column.notNull())
    .execute()
  await sql`insert into busqueda_head (id, next_number) values (1, 0)`.execute(db)
  await sql`insert into busqueda_cola (cuenta_id, version)
    select id, version from cuentas where estado <> 'cerrada'`.execute(db)
  await db.schema
    .createIndex('cuentas_celular_unconfirmed')
    .on('cuentas')
    .column('celular')
    .where(sql.ref('celular_key'), 'is', null)
    .execute()
}
