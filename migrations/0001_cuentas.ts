import { type Kysely, sql } from 'kysely'

/**
 * Marks each column. `sensitive`: personal data, a secret, or anything from which one could be found out (hashes,
 * fingerprints of tokens, encrypted texts). `no`: ids, codes, times, counts, and the keyed fingerprints that stand
 * for a person without telling who it is.
 */
export const columns = {
  cuentas: {
    id: 'no',
    perfil: 'no',
    identificador: 'sensitive',
    estado: 'no',
    identidad: 'no',
    verified_by: 'no',
    clave_hash: 'sensitive',
    pregunta_secreta: 'sensitive',
    respuesta_hash: 'sensitive',
    nombres: 'sensitive',
    apellido_paterno: 'sensitive',
    apellido_materno: 'sensitive',
    fecha_nacimiento: 'sensitive',
    tipo_documento: 'sensitive',
    sexo: 'sensitive',
    estado_civil: 'sensitive',
    cantidad_hijos: 'sensitive',
    pais_origen: 'sensitive',
    razon_social: 'sensitive',
    tipo_organismo: 'sensitive',
    direccion: 'sensitive',
    numero: 'sensitive',
    block: 'sensitive',
    departamento: 'sensitive',
    region: 'sensitive',
    comuna: 'sensitive',
    email: 'sensitive',
    email_key: 'sensitive',
    email_slot: 'no',
    email_confirmed_at: 'no',
    telefono_particular: 'sensitive',
    celular: 'sensitive',
    celular_slot: 'no',
    telefono_trabajo: 'sensitive',
    rut_representante: 'sensitive',
    email_representante: 'sensitive',
    celular_representante: 'sensitive',
    recovered_with_respuesta_at: 'no',
    importacion_id: 'no',
    to_wrap: 'no',
    created_at: 'no',
    updated_at: 'no',
    version: 'no',
  },
  former_identificadores: {
    perfil: 'no',
    identificador: 'sensitive',
    cuenta_id: 'no',
    identidad: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cuentas')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('perfil', 'text', (column) => column.notNull())
    .addColumn('identificador', 'text', (column) => column.notNull())
    .addColumn('estado', 'text', (column) => column.notNull())
    .addColumn('identidad', 'text', (column) => column.notNull())
    // Who vouched for an organisation: what the register said ends with the register.
    .addColumn('verified_by', 'text')
    .addColumn('clave_hash', 'text')
    .addColumn('pregunta_secreta', 'text')
    .addColumn('respuesta_hash', 'text')
    .addColumn('nombres', 'text')
    .addColumn('apellido_paterno', 'text')
    .addColumn('apellido_materno', 'text')
    .addColumn('fecha_nacimiento', 'text')
    .addColumn('tipo_documento', 'text')
    .addColumn('sexo', 'text')
    .addColumn('estado_civil', 'text')
    .addColumn('cantidad_hijos', 'text')
    .addColumn('pais_origen', 'text')
    .addColumn('razon_social', 'text')
    .addColumn('tipo_organismo', 'text')
    .addColumn('direccion', 'text')
    .addColumn('numero', 'text')
    .addColumn('block', 'text')
    .addColumn('departamento', 'text')
    .addColumn('region', 'text')
    .addColumn('comuna', 'text')
    .addColumn('email', 'text')
    .addColumn('email_key', 'text')
    .addColumn('email_slot', 'integer')
    .addColumn('email_confirmed_at', 'text')
    .addColumn('telefono_particular', 'text')
    .addColumn('celular', 'text')
    .addColumn('celular_slot', 'integer')
    .addColumn('telefono_trabajo', 'text')
    .addColumn('rut_representante', 'text')
    .addColumn('email_representante', 'text')
    .addColumn('celular_representante', 'text')
    .addColumn('recovered_with_respuesta_at', 'text')
    .addColumn('importacion_id', 'text')
    // 1 while a hash of the old system waits, encrypted, to be wrapped.
    .addColumn('to_wrap', 'integer')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addUniqueConstraint('cuentas_identificador', ['perfil', 'identificador'])
    // At most three accounts share an e-mail or a mobile: each takes one of three slots.
    .addUniqueConstraint('cuentas_email', ['email_key', 'email_slot'])
    .addUniqueConstraint('cuentas_celular', ['celular', 'celular_slot'])
    .addCheckConstraint('cuentas_email_slot', sql`email_slot between 1 and 3`)
    .addCheckConstraint('cuentas_celular_slot', sql`celular_slot between 1 and 3`)
    .addCheckConstraint('cuentas_email_with_slot', sql`(email_key is null) = (email_slot is null)`)
    .addCheckConstraint('cuentas_celular_with_slot', sql`(celular is null) = (celular_slot is null)`)
    .execute()
  await db.schema
    .createIndex('cuentas_to_wrap')
    .on('cuentas')
    .column('id')
    .where(sql.ref('to_wrap'), 'is not', null)
    .execute()

  // What accounts were called before they changed perfil: it stays theirs and leads to them.
  await db.schema
    .createTable('former_identificadores')
    .addColumn('perfil', 'text', (column) => column.notNull())
    .addColumn('identificador', 'text', (column) => column.notNull())
    .addColumn('cuenta_id', 'text', (column) => column.notNull().references('cuentas.id'))
    // Declared or verified under that identifier, to be put back with it.
    .addColumn('identidad', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('former_identificadores_identificador', ['perfil', 'identificador'])
    .execute()
  await db.schema
    .createIndex('former_identificadores_cuenta_id')
    .on('former_identificadores')
    .column('cuenta_id')
    .unique()
    .execute()
}
