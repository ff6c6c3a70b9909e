import type { Kysely } from 'kysely'

export const columnas = {
  solicitudes: {
    id: 'no',
    operacion: 'no',
    perfil: 'no',
    cuenta_id: 'no',
    sujeto: 'no',
    identificador_cifrado: 'sensible',
    pruebas: 'no',
    estado: 'no',
    motivo: 'no',
    resultado_cifrado: 'sensible',
    secreto_cifrado: 'sensible',
    secreto_vence_en: 'no',
    origen: 'no',
    volver: 'no',
    creada_en: 'no',
    vence_en: 'no',
  },
  envios: {
    id: 'no',
    huella: 'sensible',
    desenlace: 'no',
    vence_en: 'no',
  },
  codigos: {
    solicitud_id: 'no',
    huella: 'sensible',
    vence_en: 'no',
  },
  sesiones: {
    id_huella: 'sensible',
    cuenta_id: 'no',
    datos: 'sensible',
    vence_en: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('solicitudes')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('operacion', 'text', (columna) => columna.notNull())
    .addColumn('perfil', 'text', (columna) => columna.notNull())
    .addColumn('cuenta_id', 'text', (columna) => columna.references('cuentas.id'))
    .addColumn('sujeto', 'text', (columna) => columna.notNull())
    .addColumn('identificador_cifrado', 'text', (columna) => columna.notNull())
    .addColumn('pruebas', 'text', (columna) => columna.notNull())
    .addColumn('estado', 'text', (columna) => columna.notNull())
    .addColumn('motivo', 'text')
    .addColumn('resultado_cifrado', 'text')
    .addColumn('secreto_cifrado', 'text')
    .addColumn('secreto_vence_en', 'text')
    .addColumn('origen', 'text')
    .addColumn('volver', 'text')
    .addColumn('creada_en', 'text', (columna) => columna.notNull())
    .addColumn('vence_en', 'text', (columna) => columna.notNull())
    .execute()
  await db.schema.createIndex('solicitudes_secreto').on('solicitudes').column('secreto_vence_en').execute()
  await db.schema.createIndex('solicitudes_vence_en').on('solicitudes').column('vence_en').execute()

  await db.schema
    .createTable('envios')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('huella', 'text', (columna) => columna.notNull())
    .addColumn('desenlace', 'text')
    .addColumn('vence_en', 'text', (columna) => columna.notNull())
    .execute()
  await db.schema.createIndex('envios_vence_en').on('envios').column('vence_en').execute()

  await db.schema
    .createTable('codigos')
    .addColumn('solicitud_id', 'text', (columna) =>
      columna.primaryKey().references('solicitudes.id').onDelete('cascade'),
    )
    .addColumn('huella', 'text', (columna) => columna.notNull())
    .addColumn('vence_en', 'text', (columna) => columna.notNull())
    .execute()
  await db.schema.createIndex('codigos_vence_en').on('codigos').column('vence_en').execute()

  await db.schema
    .createTable('sesiones')
    .addColumn('id_huella', 'text', (columna) => columna.primaryKey())
    .addColumn('cuenta_id', 'text', (columna) => columna.references('cuentas.id'))
    .addColumn('datos', 'text', (columna) => columna.notNull())
    .addColumn('vence_en', 'text', (columna) => columna.notNull())
    .execute()
  await db.schema.createIndex('sesiones_cuenta_id').on('sesiones').column('cuenta_id').execute()
  await db.schema.createIndex('sesiones_vence_en').on('sesiones').column('vence_en').execute()
}
