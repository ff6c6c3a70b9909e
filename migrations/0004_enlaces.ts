import type { Kysely } from 'kysely'

export const columnas = {
  enlaces: {
    id: 'no',
    tipo: 'no',
    huella: 'sensible',
    cuenta_id: 'no',
    asunto_id: 'no',
    vence_en: 'no',
    usado_en: 'no',
  },
  eventos: {
    id: 'no',
    cuenta_id: 'no',
    tipo: 'no',
    antes_cifrado: 'sensible',
    buzon_cifrado: 'sensible',
    con_respuesta: 'no',
    creado_en: 'no',
    vence_en: 'no',
    congelado_en: 'no',
  },
  cambios_email: {
    id: 'no',
    cuenta_id: 'no',
    nuevo: 'sensible',
    con_codigo: 'no',
    creado_en: 'no',
    vence_en: 'no',
    confirmado_en: 'no',
    efectivo_en: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('enlaces')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('tipo', 'text', (columna) => columna.notNull())
    .addColumn('huella', 'text', (columna) => columna.notNull().unique())
    .addColumn('cuenta_id', 'text', (columna) => columna.notNull().references('cuentas.id'))
    .addColumn('asunto_id', 'text')
    .addColumn('vence_en', 'text', (columna) => columna.notNull())
    .addColumn('usado_en', 'text')
    .execute()
  await db.schema.createIndex('enlaces_cuenta_id').on('enlaces').columns(['cuenta_id', 'tipo']).execute()
  await db.schema.createIndex('enlaces_vence_en').on('enlaces').column('vence_en').execute()

  await db.schema
    .createTable('eventos')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('cuenta_id', 'text', (columna) => columna.notNull().references('cuentas.id'))
    .addColumn('tipo', 'text', (columna) => columna.notNull())
    .addColumn('antes_cifrado', 'text')
    .addColumn('buzon_cifrado', 'text', (columna) => columna.notNull())
    .addColumn('con_respuesta', 'integer', (columna) => columna.notNull())
    .addColumn('creado_en', 'text', (columna) => columna.notNull())
    .addColumn('vence_en', 'text', (columna) => columna.notNull())
    .addColumn('congelado_en', 'text')
    .execute()
  await db.schema
    .createIndex('eventos_congelado_en')
    .on('eventos')
    .columns(['cuenta_id', 'congelado_en'])
    .execute()
  await db.schema.createIndex('eventos_vence_en').on('eventos').column('vence_en').execute()

  await db.schema
    .createTable('cambios_email')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('cuenta_id', 'text', (columna) => columna.notNull().unique().references('cuentas.id'))
    .addColumn('nuevo', 'text', (columna) => columna.notNull())
    .addColumn('con_codigo', 'integer', (columna) => columna.notNull())
    .addColumn('creado_en', 'text', (columna) => columna.notNull())
    .addColumn('vence_en', 'text', (columna) => columna.notNull())
    .addColumn('confirmado_en', 'text')
    .addColumn('efectivo_en', 'text')
    .execute()
  await db.schema.createIndex('cambios_email_vence_en').on('cambios_email').column('vence_en').execute()
  await db.schema.createIndex('cambios_email_efectivo_en').on('cambios_email').column('efectivo_en').execute()
}
