import type { Kysely } from 'kysely'

/** The register of organisations. Each load is a version; only the one in force is read. */
export const columnas = {
  organismos: {
    version: 'no',
    rut: 'sensible',
    razon_social: 'sensible',
    tipo: 'no',
    vigente: 'no',
    rut_representante: 'sensible',
  },
  cargas_organismos: {
    id: 'no',
    version: 'no',
    cargada_en: 'no',
    en_curso: 'no',
    quien: 'no',
    arrendada_hasta: 'no',
  },
} as const

export async function up(db: Kysely<{ cargas_organismos: { id: number; version: number } }>): Promise<void> {
  await db.schema
    .createTable('organismos')
    .addColumn('version', 'integer', (columna) => columna.notNull())
    .addColumn('rut', 'text', (columna) => columna.notNull())
    .addColumn('razon_social', 'text', (columna) => columna.notNull())
    .addColumn('tipo', 'text', (columna) => columna.notNull())
    .addColumn('vigente', 'integer', (columna) => columna.notNull())
    .addColumn('rut_representante', 'text', (columna) => columna.notNull())
    .addPrimaryKeyConstraint('organismos_rut', ['version', 'rut'])
    .execute()

  await db.schema
    .createTable('cargas_organismos')
    .addColumn('id', 'integer', (columna) => columna.primaryKey())
    .addColumn('version', 'integer', (columna) => columna.notNull())
    .addColumn('cargada_en', 'text')
    .addColumn('en_curso', 'integer')
    .addColumn('quien', 'text')
    .addColumn('arrendada_hasta', 'text')
    .execute()
  await db.insertInto('cargas_organismos').values({ id: 1, version: 0 }).execute()
}
