/** The audit in tests: its keys, and who has only the database. */
import { type Kysely, sql } from 'kysely'
import { createSealer } from '../../../src/security/audit-seal.ts'
import { openEngine } from '../../../src/storage/engine.ts'
import type { DatabaseSchema } from '../../../src/storage/schema.ts'
import { key } from '../../security/test-keys.ts'
import type { EngineName } from './databases.ts'

export const TEST_SEALER = createSealer([key('p1')])

const UNPROTECT = {
  sqlite: (table: string) =>
    ['update', 'delete'].map((action) => sql`drop trigger if exists ${sql.id(`${table}_no_${action}`)}`),
  postgres: (table: string) => [sql`drop trigger if exists only_grows on ${sql.table(table)}`],
}

/** What somebody does who has only the database. */
export type Intruder = (db: Kysely<DatabaseSchema>) => Promise<unknown>

/** Runs `work` as somebody who may do anything with the database, and has no key. */
export async function asIntruder(engine: EngineName, url: string, work: Intruder): Promise<void> {
  const { db, destroy } = await openEngine(url)
  try {
    for (const table of ['audit_entries', 'audit_seals'])
      for (const statement of UNPROTECT[engine](table)) await statement.execute(db)
    await work(db)
  } finally {
    await destroy()
  }
}
