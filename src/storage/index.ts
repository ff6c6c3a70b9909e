/** The database of the product, on either engine. */
import { sql } from 'kysely'
import type { Store } from '../application/ports.ts'
import type { Engine } from './engine/engine-port.ts'
import { type EngineOptions, openEngine } from './engine.ts'
import { migrate, migrationStatus } from './migrate.ts'
import { load, type PutRows, type Snapshot, withSnapshot } from './snapshot.ts'
import { unitOfWork } from './unit-of-work.ts'

export interface SqlStore extends Store {
  /** Runs the pending migrations, up to `until` or all. @returns the names of those that ran. */
  migrate(until?: string): Promise<string[]>
  /** Names of the migrations, in order, that this database lacks. */
  pendingMigrations(): Promise<string[]>
  /** Runs `use` over the database as it is now, for a backup; writers go on meanwhile and are not seen. */
  withSnapshot<T>(use: (snapshot: Snapshot) => Promise<T>): Promise<T>
  /**
   * Fills an empty database, migrated to the backup's own {@link Snapshot.migration}, in one transaction.
   * @throws when it holds accounts or audit.
   */
  load(write: (put: PutRows) => Promise<void>): Promise<void>
  /** What time it is for the database: its server's clock, or this machine's where it has no server. */
  currentTime(): Promise<Date>
}

export type { PutRows, Snapshot }

/**
 * Opens the database of a `DATABASE_URL`; it is not migrated.
 * @throws {AlmacenNoDisponible} when it cannot be reached.
 */
export async function openStore(url: string, options?: EngineOptions): Promise<SqlStore> {
  return storeOver(await openEngine(url, options))
}

/** The storage over an engine that is already open, which it closes. */
export function storeOver(engine: Engine): SqlStore {
  return {
    transaction: unitOfWork(engine),
    migrate: (until) => migrate(engine, until),
    pendingMigrations: async () => (await migrationStatus(engine)).pending,
    withSnapshot: (use) => withSnapshot(engine, use),
    load: (write) => load(engine, write),

    async currentTime() {
      const { rows } = await sql<{ now: Date | string }>`select current_timestamp as "now"`.execute(engine.db)
      const now = rows[0]?.now ?? ''
      // Without a server it is text in UTC that does not say so.
      return now instanceof Date ? now : new Date(`${now.replace(' ', 'T')}Z`)
    },

    async check() {
      try {
        await engine.db.transaction().execute((trx) => sql`select 1`.execute(trx))
      } catch (error) {
        throw engine.failure(error) ?? error
      }
    },

    close: () => engine.db.destroy(),
  }
}
