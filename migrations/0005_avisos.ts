import { type Kysely, sql } from 'kysely'

export const columnas = {
  avisos: {
    id: 'no',
    tipo: 'no',
    canal: 'no',
    destino_cifrado: 'sensible',
    contenido_cifrado: 'sensible',
    creado_en: 'no',
    disponible_en: 'no',
    intentos: 'no',
    estado: 'no',
    terminado_en: 'no',
    arrendado_por: 'no',
    arrendado_hasta: 'no',
    ultimo_error: 'no',
  },
  casos: {
    numero: 'no',
    motivo: 'no',
    perfil: 'no',
    cuenta_id: 'no',
    sujeto: 'no',
    creado_en: 'no',
    cerrado_en: 'no',
  },
  secretos: {
    nombre: 'no',
    valor: 'sensible',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('avisos')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('tipo', 'text', (columna) => columna.notNull())
    .addColumn('canal', 'text', (columna) => columna.notNull())
    .addColumn('destino_cifrado', 'text', (columna) => columna.notNull())
    .addColumn('contenido_cifrado', 'text')
    .addColumn('creado_en', 'text', (columna) => columna.notNull())
    .addColumn('disponible_en', 'text', (columna) => columna.notNull())
    .addColumn('intentos', 'integer', (columna) => columna.notNull())
    .addColumn('estado', 'text', (columna) => columna.notNull())
    .addColumn('terminado_en', 'text')
    .addColumn('arrendado_por', 'text')
    .addColumn('arrendado_hasta', 'text')
    .addColumn('ultimo_error', 'text')
    .execute()
  await db.schema.createIndex('avisos_pendientes').on('avisos').columns(['estado', 'disponible_en']).execute()
  await db.schema.createIndex('avisos_terminado_en').on('avisos').column('terminado_en').execute()
  await db.schema.createIndex('avisos_arrendado_por').on('avisos').column('arrendado_por').execute()

  await db.schema
    .createTable('casos')
    .addColumn('numero', 'text', (columna) => columna.primaryKey())
    .addColumn('motivo', 'text', (columna) => columna.notNull())
    .addColumn('perfil', 'text', (columna) => columna.notNull())
    .addColumn('cuenta_id', 'text', (columna) => columna.references('cuentas.id'))
    .addColumn('sujeto', 'text', (columna) => columna.notNull())
    .addColumn('creado_en', 'text', (columna) => columna.notNull())
    .addColumn('cerrado_en', 'text')
    .execute()
  await db.schema
    .createIndex('casos_abiertos')
    .on('casos')
    .columns(['sujeto', 'motivo'])
    .unique()
    .where(sql.ref('cerrado_en'), 'is', null)
    .execute()
  await db.schema.createIndex('casos_sujeto').on('casos').column('sujeto').execute()

  await db.schema
    .createTable('secretos')
    .addColumn('nombre', 'text', (columna) => columna.primaryKey())
    .addColumn('valor', 'text', (columna) => columna.notNull())
    .execute()
}
