import { type Kysely, sql } from 'kysely'

/**
 * Nothing is verified because its data match the register of organisations: that is `coincide`. An entry of the
 * register that would stop an account may have been settled. Columns are marked as in 0001.
 */
export const columns = {
  cuentas: {
    settled_entry: 'sensitive',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('cuentas').addColumn('settled_entry', 'text').execute()
  await sql`update cuentas set identidad = 'coincide', verified_by = null
    where verified_by = 'registro'`.execute(db)
}
