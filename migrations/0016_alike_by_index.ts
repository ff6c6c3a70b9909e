import { type Kysely, sql } from 'kysely'

/**
 * Entries and solicitudes without account are indexed by their subject, as those with one are by it: all of them at
 * the same end of an index are written faster, and that time would tell which identifiers have no account
 * (product.md “Alike before proof”).
 */
export const columns = {} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index audit_entries_cuenta_id`.execute(db)
  await sql`create index audit_entries_of on audit_entries (coalesce(cuenta_id, subject), number)`.execute(db)
  await sql`drop index solicitudes_cuenta_id`.execute(db)
  await sql`create index solicitudes_of on solicitudes (coalesce(cuenta_id, subject))`.execute(db)
}
