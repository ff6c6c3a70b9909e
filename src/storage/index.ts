/** The database of the product, on either engine. */
import { sql } from 'kysely'
import type { Sealer, Store } from '../application/ports.ts'
import type { Engine } from './engine/engine-port.ts'
import { type EngineOptions, openEngine } from './engine.ts'
import { migrate, migrationStatus } from './migrate.ts'
import type { MarkKeeper } from './schema.ts'
import { load, NOT_RESTORED, type PutRows, type Snapshot, withSnapshot } from './snapshot.ts'
import { accessTo } from './unit-of-work.ts'

export interface SqlStore extends Store {
  /**
   * Runs the pending migrations, all or up to `until`; the audit of a version without signatures takes {@link signAudit}
   * before.
   * @returns the names of those it ran.
   */
  migrate(until?: string): Promise<string[]>
  /** Names of the migrations this database lacks, in order. */
  pendingMigrations(): Promise<string[]>
  /**
   * Runs `use` on a consistent snapshot, for backups. Writers are not blocked, and their changes are not
   * seen.
   */
  withSnapshot<T>(use: (snapshot: Snapshot) => Promise<T>): Promise<T>
  /**
   * Fills an empty database, migrated to the backup's own {@link Snapshot.migration}, in one transaction, without
   * the links, codes, keys, pending changes, solicitudes and sessions of the backup.
   * @throws when it holds accounts or audit entries.
   */
  load(write: (put: PutRows) => Promise<void>): Promise<void>
  /** Signs from now on what is recorded in the audit, which without it is refused. */
  signAudit(sealer: Sealer): void
  /** The database's time: its server's clock, or this machine's where there is no server. */
  currentTime(): Promise<Date>
}

export { NOT_RESTORED, type PutRows, type Snapshot }

/**
 * Opens the database of a `DATABASE_URL` without migrating it.
 * @throws {StoreUnavailable} when it cannot be reached.
 */
export async function openStore(url: string, options?: EngineOptions): Promise<SqlStore> {
  return storeOver(await openEngine(url, options))
}

/** A store on an engine that is already open; closing the store closes the engine. */
export function storeOver(engine: Engine): SqlStore {
  const marks: MarkKeeper = { sealer: undefined, known: undefined, wrote: undefined }
  return {
    ...accessTo(engine, marks),
    signAudit(sealer) {
      marks.sealer = sealer
    },
    migrate: (until) => migrate(engine, marks, until),
    pendingMigrations: async () => (await migrationStatus(engine)).pending,
    withSnapshot: (use) => withSnapshot(engine, use),
    load: (write) => load(engine, write),

    async currentTime() {
      const { rows } = await sql<{ now: Date | string }>`select current_timestamp as "now"`.execute(engine.db)
      const now = rows[0]?.now ?? ''
      // SQLite returns UTC text without a zone.
      return now instanceof Date ? now : new Date(`${now.replace(' ', 'T')}Z`)
    },

    async check() {
      try {
        await engine.db.transaction().execute((trx) => sql`select 1`.execute(trx))
      } catch (error) {
        throw engine.failure(error) ?? error
      }
    },

    idle: () => engine.idle(),

    close: () => engine.destroy(),
  }
}
