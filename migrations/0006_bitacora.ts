import { type Kysely, sql } from 'kysely'

export const columnas = {
  bitacora: {
    numero: 'no',
    evento: 'no',
    actor: 'no',
    cuenta_id: 'no',
    sujeto: 'no',
    origen: 'no',
    resultado: 'no',
    detalle: 'no',
    en: 'no',
  },
  bitacora_cabeza: {
    id: 'no',
    ultimo: 'no',
  },
  sellos: {
    numero: 'no',
    desde: 'no',
    hasta: 'no',
    clave_id: 'no',
    sello: 'no',
    en: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('bitacora')
    .addColumn('numero', 'bigint', (columna) => columna.primaryKey())
    .addColumn('evento', 'text', (columna) => columna.notNull())
    .addColumn('actor', 'text', (columna) => columna.notNull())
    .addColumn('cuenta_id', 'text')
    .addColumn('sujeto', 'text')
    .addColumn('origen', 'text')
    .addColumn('resultado', 'text', (columna) => columna.notNull())
    .addColumn('detalle', 'text')
    .addColumn('en', 'text', (columna) => columna.notNull())
    .execute()
  await db.schema.createIndex('bitacora_cuenta_id').on('bitacora').columns(['cuenta_id', 'numero']).execute()

  // One row, locked by whoever writes: numbers are given in the order in which transactions commit.
  await db.schema
    .createTable('bitacora_cabeza')
    .addColumn('id', 'integer', (columna) => columna.primaryKey())
    .addColumn('ultimo', 'bigint', (columna) => columna.notNull())
    .addCheckConstraint('bitacora_cabeza_unica', sql`id = 1`)
    .execute()
  await sql`insert into bitacora_cabeza (id, ultimo) values (1, 0)`.execute(db)

  await db.schema
    .createTable('sellos')
    .addColumn('numero', 'bigint', (columna) => columna.primaryKey())
    .addColumn('desde', 'bigint', (columna) => columna.notNull())
    .addColumn('hasta', 'bigint', (columna) => columna.notNull())
    .addColumn('clave_id', 'text', (columna) => columna.notNull())
    .addColumn('sello', 'text', (columna) => columna.notNull())
    .addColumn('en', 'text', (columna) => columna.notNull())
    .execute()
}
