/** What the rest of the storage knows of an engine. */
import { CamelCasePlugin, type Dialect, Kysely, type Transaction } from 'kysely'
import { type StoreFailureReason, StoreUnavailable } from '../../application/ports.ts'
import type { DatabaseSchema } from '../schema.ts'

export type RawRow = Record<string, unknown>

/** The database with its own names, its tables known by name only. */
export type RawDatabase = Record<string, RawRow>

export interface Engine {
  readonly db: Kysely<DatabaseSchema>
  /** Resolves when all that was committed is on the disk; whoever commits waits for it before saying so. */
  sync(): Promise<void>
  /** Whether rows are locked one by one; otherwise whoever writes has the whole database. */
  readonly hasRowLocks: boolean
  /**
   * Whether running the whole transaction again may end well: another one got in between, or the connection
   * turned out to be dead before any of the work was done (`started` is false).
   */
  isWorthRetrying(error: unknown, started: boolean): boolean
  /** What an error of the engine means; undefined for any other error. */
  failure(error: unknown): StoreUnavailable | undefined
  /** Runs `read` over the database as it is at one moment, without holding writers back. */
  inSnapshot<T>(read: (db: Transaction<RawDatabase>) => Promise<T>): Promise<T>
  /** The rows of a table, so many at a time; only inside {@link inSnapshot}, one table after another. */
  batches(db: Transaction<RawDatabase>, table: string, limit: number): AsyncIterable<RawRow[]>
  /** Holds other nodes that want to migrate until the end of this transaction. */
  lockMigrations(db: Transaction<RawDatabase>): Promise<void>
  /** Makes the database refuse changes and removals in a table. */
  makeAppendOnly(db: Transaction<RawDatabase>, table: string): Promise<void>
}

export const openKysely = (dialect: Dialect) =>
  new Kysely<DatabaseSchema>({ dialect, plugins: [new CamelCasePlugin()] })

export const rawDatabase = (db: Kysely<DatabaseSchema>): Kysely<RawDatabase> =>
  db.withoutPlugins() as unknown as Kysely<RawDatabase>

/** The code of an error of an engine or of the system, or its message when it has none. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error ? String(error.code) : error.message
}

/** Looks an error up in an engine's table of codes. */
export function interpretError(
  reasons: readonly [RegExp, StoreFailureReason][],
  error: unknown,
): StoreUnavailable | undefined {
  if (error instanceof StoreUnavailable) return error
  const reason = reasons.find(([pattern]) => pattern.test(errorCode(error)))?.[1]
  return reason && new StoreUnavailable(reason, error instanceof Error ? error.message : '', error)
}
