import type { Kysely } from 'kysely'

export const columnas = {
  documentos: {
    id: 'no',
    cuenta_id: 'no',
    contenido_cifrado: 'sensible',
    formato: 'no',
    bytes_recibidos: 'no',
    bytes: 'no',
    estado: 'no',
    analisis: 'no',
    analizado_en: 'no',
    creado_en: 'no',
    decidido_en: 'no',
    decidido_por: 'no',
    motivo: 'no',
    borrado_en: 'no',
  },
} as const

/** What migrants send to show who they are. The encrypted text names its key; it is null once erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('documentos')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('cuenta_id', 'text', (columna) => columna.notNull().references('cuentas.id'))
    .addColumn('contenido_cifrado', 'text')
    .addColumn('formato', 'text', (columna) => columna.notNull())
    .addColumn('bytes_recibidos', 'integer', (columna) => columna.notNull())
    .addColumn('bytes', 'integer', (columna) => columna.notNull())
    .addColumn('estado', 'text', (columna) => columna.notNull())
    .addColumn('analisis', 'text', (columna) => columna.notNull())
    .addColumn('analizado_en', 'text')
    .addColumn('creado_en', 'text', (columna) => columna.notNull())
    .addColumn('decidido_en', 'text')
    .addColumn('decidido_por', 'text')
    .addColumn('motivo', 'text')
    .addColumn('borrado_en', 'text')
    .execute()
  await db.schema.createIndex('documentos_cuenta_id').on('documentos').column('cuenta_id').execute()
  await db.schema.createIndex('documentos_estado').on('documentos').columns(['estado', 'creado_en']).execute()
  await db.schema
    .createIndex('documentos_analisis')
    .on('documentos')
    .columns(['analisis', 'analizado_en'])
    .execute()
  await db.schema
    .createIndex('documentos_decidido_en')
    .on('documentos')
    .columns(['borrado_en', 'decidido_en'])
    .execute()
}
