import type { Kysely } from 'kysely'

export const columnas = {
  contadores: {
    secreto: 'no',
    sujeto: 'no',
    usados: 'no',
    cierres: 'no',
    cerrado_hasta: 'no',
    fallos: 'no',
  },
  limites: {
    clave: 'no',
    ventana_segundos: 'no',
    cuenta: 'no',
    termina: 'no',
  },
  provisorias: {
    cuenta_id: 'no',
    huella: 'sensible',
    vence_en: 'no',
    intentos: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('contadores')
    .addColumn('secreto', 'text', (columna) => columna.notNull())
    .addColumn('sujeto', 'text', (columna) => columna.notNull())
    .addColumn('usados', 'integer', (columna) => columna.notNull())
    .addColumn('cierres', 'integer', (columna) => columna.notNull())
    .addColumn('cerrado_hasta', 'text')
    .addColumn('fallos', 'integer', (columna) => columna.notNull())
    .addPrimaryKeyConstraint('contadores_pk', ['secreto', 'sujeto'])
    .execute()

  await db.schema
    .createTable('limites')
    .addColumn('clave', 'text', (columna) => columna.notNull())
    .addColumn('ventana_segundos', 'integer', (columna) => columna.notNull())
    .addColumn('cuenta', 'integer', (columna) => columna.notNull())
    .addColumn('termina', 'text', (columna) => columna.notNull())
    .addPrimaryKeyConstraint('limites_pk', ['clave', 'ventana_segundos'])
    .execute()
  await db.schema.createIndex('limites_termina').on('limites').column('termina').execute()

  await db.schema
    .createTable('provisorias')
    .addColumn('cuenta_id', 'text', (columna) => columna.primaryKey().references('cuentas.id'))
    .addColumn('huella', 'text', (columna) => columna.notNull())
    .addColumn('vence_en', 'text', (columna) => columna.notNull())
    .addColumn('intentos', 'integer', (columna) => columna.notNull())
    .execute()
  await db.schema.createIndex('provisorias_vence_en').on('provisorias').column('vence_en').execute()
}
