import { type Kysely, sql } from 'kysely'

export const columnas = {
  importaciones: {
    id: 'no',
    archivo: 'no',
    pasada: 'no',
    hechas: 'no',
    conteo: 'no',
    ultimos: 'no',
    ultimos_tras: 'no',
    iniciada_en: 'no',
    terminada_en: 'no',
  },
  cuentas: { importacion_id: 'no', por_envolver: 'no' },
} as const

/** Accounts of the old system come in from a file, batch by batch; a row for each file says how far it got. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('importaciones')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('archivo', 'text', (columna) => columna.notNull().unique())
    .addColumn('pasada', 'integer', (columna) => columna.notNull())
    .addColumn('hechas', 'integer', (columna) => columna.notNull())
    .addColumn('conteo', 'text', (columna) => columna.notNull())
    .addColumn('ultimos', 'text', (columna) => columna.notNull())
    .addColumn('ultimos_tras', 'integer', (columna) => columna.notNull())
    .addColumn('iniciada_en', 'text', (columna) => columna.notNull())
    .addColumn('terminada_en', 'text')
    .execute()
  await db.schema.alterTable('cuentas').addColumn('importacion_id', 'text').execute()
  // 1 while a hash of the old system waits, encrypted, to be wrapped.
  await db.schema.alterTable('cuentas').addColumn('por_envolver', 'integer').execute()
  await db.schema
    .createIndex('cuentas_por_envolver')
    .on('cuentas')
    .column('id')
    .where(sql.ref('por_envolver'), 'is not', null)
    .execute()
}
