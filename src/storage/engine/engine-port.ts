/** What the rest of the storage knows of an engine. */
import { CamelCasePlugin, type Dialect, Kysely, type RawBuilder, type Transaction } from 'kysely'
import { type StoreFailureReason, StoreUnavailable } from '../../application/ports.ts'
import type { DatabaseSchema } from '../schema.ts'

export type RawRow = Record<string, unknown>

/** The database with its snake_case names and untyped tables. */
export type RawDatabase = Record<string, RawRow>

export interface Engine {
  /** For transactions that write. */
  readonly db: Kysely<DatabaseSchema>
  /**
   * For read transactions, which must ask for `read only`, and for single reads. Waits for no writer, and sees
   * what is committed even before it is on disk.
   */
  readonly reads: Kysely<DatabaseSchema>
  /** For single statements, each committed at once and without waiting for the disk. */
  readonly singles: Kysely<DatabaseSchema>
  /** Closes every connection. */
  destroy(): Promise<void>
  /** Resolves when everything committed so far is on disk. Commits are acknowledged only after it. */
  sync(): Promise<void>
  /** Resolves when no work is left behind by what was written: see {@link Store.idle}. */
  idle(): Promise<void>
  /** What a row is found by fastest, as long as nobody changes it. */
  readonly rowAddress: RawBuilder<unknown>
  /** Whether rows are locked one by one; otherwise a writer holds the whole database. */
  readonly hasRowLocks: boolean
  /**
   * Whether the whole transaction may succeed if run again: another one got in between, or the connection
   * turned out to be dead before any work was done (`started` is false).
   */
  isWorthRetrying(error: unknown, started: boolean): boolean
  /** The meaning of an engine error; undefined for any other error. */
  failure(error: unknown): StoreUnavailable | undefined
  /** Runs `read` on a consistent snapshot without blocking writers. */
  inSnapshot<T>(read: (db: Transaction<RawDatabase>) => Promise<T>): Promise<T>
  /** The rows of a table in batches of `limit`. Only inside {@link inSnapshot}, one table at a time. */
  batches(db: Transaction<RawDatabase>, table: string, limit: number): AsyncIterable<RawRow[]>
  /** Makes other nodes that want to migrate wait until this transaction ends. */
  lockMigrations(db: Transaction<RawDatabase>): Promise<void>
  /** Makes the database refuse updates and deletes in a table. */
  makeAppendOnly(db: Transaction<RawDatabase>, table: string): Promise<void>
}

export const openKysely = (dialect: Dialect) =>
  new Kysely<DatabaseSchema>({ dialect, plugins: [new CamelCasePlugin()] })

export const rawDatabase = (db: Kysely<DatabaseSchema>): Kysely<RawDatabase> =>
  db.withoutPlugins() as unknown as Kysely<RawDatabase>

/** The code of an engine or system error, or its message when it has none. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error ? String(error.code) : error.message
}

/** Looks up an error in an engine's table of codes. */
export function interpretError(
  reasons: readonly [RegExp, StoreFailureReason][],
  error: unknown,
): StoreUnavailable | undefined {
  if (error instanceof StoreUnavailable) return error
  const reason = reasons.find(([pattern]) => pattern.test(errorCode(error)))?.[1]
  return reason && new StoreUnavailable(reason, error instanceof Error ? error.message : '', error)
}
