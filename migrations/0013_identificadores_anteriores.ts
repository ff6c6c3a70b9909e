import type { Kysely } from 'kysely'

/** What accounts were called before they changed perfil: it stays theirs and leads to them. */
export const columnas = {
  identificadores_anteriores: {
    perfil: 'no',
    identificador: 'sensible',
    cuenta_id: 'no',
    identidad: 'no',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('identificadores_anteriores')
    .addColumn('perfil', 'text', (columna) => columna.notNull())
    .addColumn('identificador', 'text', (columna) => columna.notNull())
    .addColumn('cuenta_id', 'text', (columna) => columna.notNull().references('cuentas.id'))
    // Who vouched for it under that identifier, to be put back with it.
    .addColumn('identidad', 'text', (columna) => columna.notNull())
    .addPrimaryKeyConstraint('identificadores_anteriores_identificador', ['perfil', 'identificador'])
    .execute()
  await db.schema
    .createIndex('identificadores_anteriores_cuenta_id')
    .on('identificadores_anteriores')
    .column('cuenta_id')
    .unique()
    .execute()
}
