import type { Kysely } from 'kysely'

/** What ties foreign facilitators to the OTECs that asked for them. */
export const columnas = {
  facilitadores_otec: {
    id: 'no',
    otec_id: 'no',
    facilitador_id: 'no',
    estado: 'no',
    abre_cuenta: 'no',
    pedido_cifrado: 'sensible',
    pedido_en: 'no',
    aceptado_en: 'no',
    terminado_en: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('facilitadores_otec')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('otec_id', 'text', (columna) => columna.notNull().references('cuentas.id'))
    .addColumn('facilitador_id', 'text', (columna) => columna.notNull().references('cuentas.id'))
    .addColumn('estado', 'text', (columna) => columna.notNull())
    .addColumn('abre_cuenta', 'integer', (columna) => columna.notNull())
    .addColumn('pedido_cifrado', 'text', (columna) => columna.notNull())
    .addColumn('pedido_en', 'text', (columna) => columna.notNull())
    .addColumn('aceptado_en', 'text')
    .addColumn('terminado_en', 'text')
    .addUniqueConstraint('facilitadores_otec_par', ['otec_id', 'facilitador_id'])
    .execute()
  await db.schema
    .createIndex('facilitadores_otec_facilitador')
    .on('facilitadores_otec')
    .column('facilitador_id')
    .execute()
  await db.schema.createIndex('enlaces_asunto_id').on('enlaces').column('asunto_id').execute()
}
