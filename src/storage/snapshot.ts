/** Takes everything out of a database while it is in use, and puts it into an empty one. For backups. */
import type { Kysely } from 'kysely'
import { type Engine, type RawDatabase, type RawRow, rawDatabase } from './engine/engine-port.ts'
import { APPEND_ONLY, migrationStatus } from './migrate.ts'

/** So few that the widest table stays under the parameters that a statement can have. */
const ROWS_PER_BATCH = 500

/** Their rows may weigh more than a megabyte each. */
const HEAVY: Readonly<Record<string, number>> = { documentos: 10 }

/** These first: others refer to them. */
const PARENTS = ['cuentas', 'solicitudes']

/** A database as it was at one moment. */
export interface Snapshot {
  /** The last migration that it had. */
  migration: string
  /** Its tables, those that others refer to first. */
  tables: readonly string[]
  /** The rows of a table, some hundreds at a time; one table after another. */
  batches(table: string): AsyncIterable<RawRow[]>
}

/** Adds rows to a table; tables come in the order of {@link Snapshot.tables}. */
export type PutRows = (table: string, rows: RawRow[]) => Promise<void>

async function tablesOf(db: Kysely<RawDatabase>): Promise<string[]> {
  const names = (await db.introspection.getTables()).map(({ name }) => name)
  return [...PARENTS, ...names.filter((name) => !PARENTS.includes(name))]
}

/** Runs `use` over the database as it is now; writers go on meanwhile and are not seen. */
export async function withSnapshot<T>(engine: Engine, use: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  try {
    const { applied } = await migrationStatus(engine)
    return await engine.inSnapshot(async (db) =>
      use({
        migration: applied.at(-1) ?? '',
        tables: await tablesOf(db),
        batches: (table) => engine.batches(db, table, HEAVY[table] ?? ROWS_PER_BATCH),
      }),
    )
  } catch (error) {
    throw engine.failure(error) ?? error
  }
}

/**
 * Fills a database that was just migrated to the {@link Snapshot.migration} of what it gets, in one transaction.
 * @throws when it holds accounts or audit: it never mixes two databases, and nothing is written.
 */
export async function load(engine: Engine, write: (put: PutRows) => Promise<void>): Promise<void> {
  try {
    await rawDatabase(engine.db)
      .transaction()
      .execute(async (db) => {
        const tables = await tablesOf(db)
        for (const table of ['cuentas', ...APPEND_ONLY].filter((one) => tables.includes(one))) {
          const row = await db.selectFrom(table).selectAll().limit(1).executeTakeFirst()
          if (row) throw new Error('a backup is restored only into an empty database')
        }
        // What migrations themselves put in comes again with the backup.
        for (const table of tables.reverse()) {
          if (!APPEND_ONLY.includes(table)) await db.deleteFrom(table).execute()
        }
        await write(async (table, rows) => {
          if (rows.length > 0) await db.insertInto(table).values(rows).execute()
        })
      })
    await engine.sync()
  } catch (error) {
    throw engine.failure(error) ?? error
  }
}
