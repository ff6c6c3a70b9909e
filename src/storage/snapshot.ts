/** Dumps a database in use and loads it into an empty one, for backups. */
import type { Kysely } from 'kysely'
import { type AvisoKind, bringsKey } from '../domain/notices/avisos.ts'
import { type Engine, type RawDatabase, type RawRow, rawDatabase } from './engine/engine-port.ts'
import { APPEND_ONLY, migrationStatus } from './migrate.ts'

/** Keeps the widest table under the limit of parameters per statement. */
const ROWS_PER_BATCH = 500

/** Rows per batch of tables whose rows may exceed a megabyte. */
const HEAVY: Readonly<Record<string, number>> = { documentos: 10 }

/** Loaded first: other tables refer to them. */
const PARENTS = ['cuentas', 'solicitudes', 'funcionarios']

/**
 * What a restored database begins without (product.md “Proofs”): a backup must not revive what its owner, or time,
 * has ended since.
 */
export const NOT_RESTORED: readonly string[] = [
  'codigos',
  // Of backups older than pending_changes.
  'email_changes',
  'enlaces',
  'funcionario_activaciones',
  'funcionario_browsers',
  // Whoever saw one that was used since would have it again.
  'funcionario_recovery_codes',
  'funcionario_sessions',
  'openid_logouts',
  'openid_participations',
  'openid_records',
  'pending_changes',
  'peticiones',
  'provisorias',
  'sessions',
  'solicitudes',
]

/** Messages that wait, or are kept to be sent again, go with the link, code or key that they bring. */
const isRestored = (table: string, { kind, encrypted_content, ended_at }: RawRow): boolean =>
  !NOT_RESTORED.includes(table) &&
  // Whoever was to object to an order has no link any more: it is asked for again.
  !(table === 'ordenes' && ended_at === null) &&
  // Whoever called has hung up.
  !(table === 'llamadas' && ended_at === null) &&
  !(table === 'avisos' && encrypted_content !== null && bringsKey(kind as AvisoKind))

/** A database as it was at one moment. */
export interface Snapshot {
  /** Its last migration. */
  migration: string
  /** Its tables, referenced ones first. */
  tables: readonly string[]
  /** The rows of a table in batches; one table at a time. */
  batches(table: string): AsyncIterable<RawRow[]>
}

/** Inserts rows into a table; tables come in the order of {@link Snapshot.tables}. */
export type PutRows = (table: string, rows: RawRow[]) => Promise<void>

async function tablesOf(db: Kysely<RawDatabase>): Promise<string[]> {
  const names = (await db.introspection.getTables()).map(({ name }) => name)
  // A database of before has not all of them.
  const parents = PARENTS.filter((name) => names.includes(name))
  return [...parents, ...names.filter((name) => !PARENTS.includes(name))]
}

/** Runs `use` on a consistent snapshot. Writers are not blocked, and their changes are not seen. */
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
 * Fills a database just migrated to the {@link Snapshot.migration} of the backup, in one transaction, except for
 * what is {@link NOT_RESTORED}.
 * @throws when it holds accounts or audit entries; nothing is written, so two databases never mix.
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
        // The backup also brings the rows that migrations insert.
        for (const table of tables.reverse()) {
          if (!APPEND_ONLY.includes(table)) await db.deleteFrom(table).execute()
        }
        await write(async (table, rows) => {
          const restored = rows.filter((row) => isRestored(table, row))
          if (restored.length > 0) await db.insertInto(table).values(restored).execute()
        })
      })
    await engine.sync()
  } catch (error) {
    throw engine.failure(error) ?? error
  }
}
