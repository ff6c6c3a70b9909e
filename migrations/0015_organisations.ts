import { type Kysely, sql } from 'kysely'

/** Nothing is verified because its data match the register of organisations: that is `coincide`. */
export const columns = {} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update cuentas set identidad = 'coincide', verified_by = null
    where verified_by = 'registro'`.execute(db)
}
