import { type Kysely, sql } from 'kysely'

/**
 * Marks each column. `sensible`: personal data, a secret, or anything from which one could be found out
 * (hashes, fingerprints of tokens, encrypted texts). `no`: ids, codes, times, counts, and the keyed
 * fingerprints that stand for a person without telling who it is.
 */
export const columnas = {
  cuentas: {
    id: 'no',
    perfil: 'no',
    identificador: 'sensible',
    estado: 'no',
    identidad: 'no',
    clave_hash: 'sensible',
    pregunta_secreta: 'sensible',
    respuesta_hash: 'sensible',
    nombres: 'sensible',
    apellido_paterno: 'sensible',
    apellido_materno: 'sensible',
    fecha_nacimiento: 'sensible',
    direccion: 'sensible',
    numero: 'sensible',
    block: 'sensible',
    departamento: 'sensible',
    region: 'sensible',
    comuna: 'sensible',
    email: 'sensible',
    email_clave: 'sensible',
    email_plaza: 'no',
    email_confirmado_en: 'no',
    telefono_particular: 'sensible',
    celular: 'sensible',
    celular_plaza: 'no',
    telefono_trabajo: 'sensible',
    recuperada_con_respuesta_en: 'no',
    creada_en: 'no',
    actualizada_en: 'no',
    version: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cuentas')
    .addColumn('id', 'text', (columna) => columna.primaryKey())
    .addColumn('perfil', 'text', (columna) => columna.notNull())
    .addColumn('identificador', 'text', (columna) => columna.notNull())
    .addColumn('estado', 'text', (columna) => columna.notNull())
    .addColumn('identidad', 'text', (columna) => columna.notNull())
    .addColumn('clave_hash', 'text')
    .addColumn('pregunta_secreta', 'text')
    .addColumn('respuesta_hash', 'text')
    .addColumn('nombres', 'text')
    .addColumn('apellido_paterno', 'text')
    .addColumn('apellido_materno', 'text')
    .addColumn('fecha_nacimiento', 'text')
    .addColumn('direccion', 'text')
    .addColumn('numero', 'text')
    .addColumn('block', 'text')
    .addColumn('departamento', 'text')
    .addColumn('region', 'text')
    .addColumn('comuna', 'text')
    .addColumn('email', 'text')
    .addColumn('email_clave', 'text')
    .addColumn('email_plaza', 'integer')
    .addColumn('email_confirmado_en', 'text')
    .addColumn('telefono_particular', 'text')
    .addColumn('celular', 'text')
    .addColumn('celular_plaza', 'integer')
    .addColumn('telefono_trabajo', 'text')
    .addColumn('recuperada_con_respuesta_en', 'text')
    .addColumn('creada_en', 'text', (columna) => columna.notNull())
    .addColumn('actualizada_en', 'text', (columna) => columna.notNull())
    .addColumn('version', 'integer', (columna) => columna.notNull())
    .addUniqueConstraint('cuentas_identificador', ['perfil', 'identificador'])
    // At most three accounts share an e-mail or a mobile: each takes one of three places.
    .addUniqueConstraint('cuentas_email', ['email_clave', 'email_plaza'])
    .addUniqueConstraint('cuentas_celular', ['celular', 'celular_plaza'])
    .addCheckConstraint('cuentas_email_plaza', sql`email_plaza between 1 and 3`)
    .addCheckConstraint('cuentas_celular_plaza', sql`celular_plaza between 1 and 3`)
    .addCheckConstraint('cuentas_email_con_plaza', sql`(email_clave is null) = (email_plaza is null)`)
    .addCheckConstraint('cuentas_celular_con_plaza', sql`(celular is null) = (celular_plaza is null)`)
    .execute()
}
