/** The SQLite engine: the database is a file. */
import { closeSync, openSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  sql,
  type TransactionSettings,
} from 'kysely'
import { type StoreFailureReason, StoreUnavailable } from '../../application/ports.ts'
import { Checkpointer } from './checkpointer.ts'
import {
  type Engine,
  errorCode,
  interpretError,
  openKysely,
  type RawRow,
  rawDatabase,
} from './engine-port.ts'
import { GroupCommit } from './group-commit.ts'
import { withStatementCache } from './statement-cache.ts'

/** SQLite's own busy timeout. It blocks the whole process, so longer waits are done with timers here. */
const BLOCKING_WAIT_MS = 20
/**
 * Once a transaction has waited in vain for the lock, transactions do not wait for it during this time: they
 * run one after another, so their waits would add up.
 */
const NO_WAIT_MS = 1_000

/**
 * Size of the journal, in 4 KB pages, at which the connection that writes copies it into the file itself, in
 * case the {@link Checkpointer} could not.
 */
const WAL_CHECKPOINT_PAGES = 64_000

const SQLITE_FAILURES: readonly [RegExp, StoreFailureReason][] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'ocupado'],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'lleno'],
  [/^(SQLITE_READONLY|SQLITE_PERM|EROFS|EACCES|EPERM)/, 'solo_lectura'],
  [/^(SQLITE_CANTOPEN|ENOENT|ENOTDIR|EISDIR)/, 'no_existe'],
  [/^(EIO|SQLITE_(IOERR|CORRUPT|NOTADB))/, 'danado'],
  [/database connection is not open|driver has already been destroyed/, 'sin_conexion'],
]

/** Whether another process holds the database. */
const isBusy = (error: unknown): boolean => errorCode(error).startsWith('SQLITE_BUSY')

/** One connection, which Kysely gives to one transaction or single statement after another. */
class GroupCommitSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database
  readonly #inode: number
  readonly #waitMs: number
  readonly #changes: Database.Statement
  readonly #groupCommit = new GroupCommit(() => this.#syncDisk())
  readonly #wrote: () => void
  #connection: DatabaseConnection | undefined
  #walFile: FileHandle | undefined
  #changesAtBegin: unknown = 0
  #noWaitUntil = 0

  /** @param wrote called after each write. */
  constructor(database: Database.Database, waitMs: number, wrote = () => {}) {
    super({ database: withStatementCache(database) })
    this.#database = database
    this.#wrote = wrote
    this.#changes = database.prepare('select total_changes()').pluck()
    this.#inode = statSync(database.name).ino
    this.#waitMs = waitMs
  }

  /**
   * Begins with IMMEDIATE, which takes the write lock at once. A deferred transaction takes it at its first
   * write and, if another process has written since its first read, fails there without waiting.
   */
  override async beginTransaction(
    _connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    if (settings?.accessMode === 'read only') {
      this.#database.exec('begin')
      return
    }
    await this.#whenFree(async () => this.#database.exec('begin immediate'))
    this.#changesAtBegin = this.#changes.get()
  }

  /**
   * Runs what takes the write lock, again and again while another process holds it and there is time left.
   * Refuses when the path leads to another file, or none: what is written would be lost.
   */
  async #whenFree<T>(run: () => Promise<T>): Promise<T> {
    if (statSync(this.#database.name, { throwIfNoEntry: false })?.ino !== this.#inode) {
      throw new StoreUnavailable('no_existe', `${this.#database.name} is no longer the file that was opened`)
    }
    const deadline = Date.now() < this.#noWaitUntil ? 0 : Date.now() + this.#waitMs
    for (;;) {
      try {
        return await run()
      } catch (error) {
        if (!isBusy(error)) throw error
        if (Date.now() >= deadline) {
          this.#noWaitUntil = Date.now() + NO_WAIT_MS
          throw error
        }
      }
      await sleep(5)
    }
  }

  async #alone<T>(run: () => Promise<T>): Promise<T> {
    const result = await this.#whenFree(run)
    this.#wrote()
    return result
  }

  /** Outside of transactions a statement takes the lock itself, and waits for it as a transaction does. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const inner = await super.acquireConnection()
    if (this.#database.readonly) return inner
    this.#connection ??= {
      executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
        this.#database.inTransaction
          ? inner.executeQuery<R>(query)
          : this.#alone(() => inner.executeQuery<R>(query)),
      streamQuery: <R>(query: CompiledQuery, size: number) => inner.streamQuery<R>(query, size),
    }
    return this.#connection
  }

  /** Single statements before it do not count: nobody waits for them. */
  override async commitTransaction(): Promise<void> {
    this.#database.exec('commit')
    if (this.#changes.get() === this.#changesAtBegin) return
    this.#groupCommit.markUnsynced()
    this.#wrote()
  }

  /** See {@link Engine.sync}. */
  sync(): Promise<void> {
    return this.#groupCommit.sync()
  }

  async #syncDisk(): Promise<void> {
    this.#walFile ??= await open(`${this.#database.name}-wal`)
    await this.#walFile.datasync()
  }

  override async destroy(): Promise<void> {
    await super.destroy()
    await this.#walFile?.close()
  }

  /** After a full disk SQLite has already rolled back. */
  override async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec('rollback')
  }
}

class SqliteAdapterWithDdl extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class GroupCommitSqliteDialect extends SqliteDialect {
  readonly #driver: GroupCommitSqliteDriver

  constructor(database: Database.Database, driver: GroupCommitSqliteDriver) {
    super({ database: database })
    this.#driver = driver
  }

  override createDriver(): SqliteDriver {
    return this.#driver
  }

  override createAdapter(): SqliteAdapter {
    return new SqliteAdapterWithDdl()
  }
}

const openDialect = (database: Database.Database, driver: GroupCommitSqliteDriver) =>
  openKysely(new GroupCommitSqliteDialect(database, driver))

/** A second connection to the same file. Neither it nor the one that writes waits for the other. */
function openReads(path: string, waitMs: number) {
  const database = new Database(path, { readonly: true, fileMustExist: true, timeout: BLOCKING_WAIT_MS })
  const reads = openDialect(database, new GroupCommitSqliteDriver(database, waitMs))
  const close = async () => {
    await reads.destroy()
    // Kysely leaves a connection that was never used open.
    database.close()
  }
  return { reads, close }
}

async function openFile(path: string, waitMs: number): Promise<Database.Database> {
  // Created here so that nobody else can ever read it; SQLite gives its companion files the same mode.
  closeSync(openSync(path, 'a', 0o600))
  const database = new Database(path, { timeout: BLOCKING_WAIT_MS })
  for (const deadline = Date.now() + waitMs; ; await sleep(5)) {
    try {
      database.pragma('journal_mode = wal')
      // Commits stay atomic and ordered; {@link GroupCommit} makes them durable.
      database.pragma('synchronous = normal')
      database.pragma(`wal_autocheckpoint = ${WAL_CHECKPOINT_PAGES}`)
      database.pragma('foreign_keys = on')
      return database
    } catch (error) {
      if (isBusy(error) && Date.now() < deadline) continue
      database.close()
      throw error
    }
  }
}

/**
 * Opens a database file, creating it if missing.
 * @throws {StoreUnavailable}
 */
export async function openSqlite(path: string, waitMs: number): Promise<Engine> {
  const failure = (error: unknown) => interpretError(SQLITE_FAILURES, error)
  const [database, { reads, close }] = await openFile(path, waitMs)
    .then((file) => [file, openReads(path, waitMs)] as const)
    .catch((error) => {
      throw failure(error) ?? error
    })
  const checkpointer = new Checkpointer(database, (run) => db.connection().execute(run))
  const driver = new GroupCommitSqliteDriver(database, waitMs, () => checkpointer.wrote())
  const db = openDialect(database, driver)
  return {
    db,
    reads,
    singles: db,
    // The one that writes goes last: it copies the journal into the file and removes it.
    async destroy() {
      await close()
      await checkpointer.idle()
      await db.destroy()
    },
    sync: () => driver.sync(),
    idle: () => checkpointer.idle(),
    rowAddress: sql`rowid`,
    hasRowLocks: false,
    isWorthRetrying: (error) => /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(errorCode(error)),
    failure,
    async inSnapshot(read) {
      const own = openReads(path, waitMs)
      return rawDatabase(own.reads).transaction().setAccessMode('read only').execute(read).finally(own.close)
    },
    async *batches(db, table, limit) {
      let batch: RawRow[] = []
      for await (const row of db.selectFrom(table).selectAll().stream()) {
        if (batch.push(row) < limit) continue
        yield batch
        batch = []
      }
      if (batch.length > 0) yield batch
    },
    /** Nothing to lock: a write transaction already locks the whole database. */
    async lockMigrations() {},
    async makeAppendOnly(db, table) {
      for (const action of ['update', 'delete']) {
        await sql`create trigger if not exists ${sql.id(`${table}_no_${action}`)} before ${sql.raw(action)} on ${sql.table(table)}
          begin select raise(abort, 'this table only grows'); end`.execute(db)
      }
    },
  }
}
