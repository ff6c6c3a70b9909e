import type { Kysely } from 'kysely'

/**
 * An account that ended is known by its former identificador too, which was freed with it. Columns are marked as in
 * 0001.
 */
export const columns = { closed_cuentas: { former_subject: 'no' } } as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('closed_cuentas').addColumn('former_subject', 'text').execute()
  await db.schema
    .createIndex('closed_cuentas_former_subject')
    .on('closed_cuentas')
    .column('former_subject')
    .execute()
}
