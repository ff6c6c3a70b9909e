import type { Kysely } from 'kysely'

/** What migrants and organisations tell besides what everybody does. */
export const columnas = {
  cuentas: {
    tipo_documento: 'sensible',
    sexo: 'sensible',
    estado_civil: 'sensible',
    cantidad_hijos: 'sensible',
    pais_origen: 'sensible',
    razon_social: 'sensible',
    tipo_organismo: 'sensible',
    rut_representante: 'sensible',
    email_representante: 'sensible',
    celular_representante: 'sensible',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const columna of Object.keys(columnas.cuentas)) {
    await db.schema.alterTable('cuentas').addColumn(columna, 'text').execute()
  }
}
