import { type Kysely, sql } from 'kysely'

/**
 * Nothing is verified because its data match the register of organisations: that is `coincide`. An entry of the
 * register that would stop an account may have been settled. The register may have a mailbox and a mobile of an
 * organisation, to which codes are sent. Columns are marked as in 0001.
 */
export const columns = {
  cuentas: {
    settled_entry: 'sensitive',
  },
  organismos: {
    email: 'sensitive',
    celular: 'sensitive',
  },
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('cuentas').addColumn('settled_entry', 'text').execute()
  await db.schema.alterTable('organismos').addColumn('email', 'text').execute()
  await db.schema.alterTable('organismos').addColumn('celular', 'text').execute()
  await sql`update cuentas set identidad = 'coincide', verified_by = null
    where verified_by = 'registro'`.execute(db)
}
