/** The PostgreSQL engine. */
import { PostgresAdapter, PostgresDialect, sql, type Transaction } from 'kysely'
import type { PoolClient, PoolConfig } from 'pg'
import type { StoreFailureReason } from '../../application/ports.ts'
import {
  type Engine,
  errorCode,
  interpretError,
  openKysely,
  type RawDatabase,
  type RawRow,
  rawDatabase,
} from './engine-port.ts'
import { QueryNames } from './statement-cache.ts'

const EIGHT_BYTE_INTEGER = 20
/** Of the pool for reads and single statements: each holds its connection only briefly. */
const READ_CONNECTIONS = 5
/** Arbitrary advisory lock number, used by no other program. */
const MIGRATIONS_LOCK = 4_727_362

const POSTGRES_FAILURES: readonly [RegExp, StoreFailureReason][] = [
  [/^(40001|40P01)$/, 'conflicto'],
  [/^(55P03|57014|25P03)$/, 'ocupado'],
  [/^(53100|ENOSPC)$/, 'lleno'],
  [/^(25006|42501)$/, 'solo_lectura'],
  [/^3D000$/, 'no_existe'],
  [/^(XX001|XX002|58...)$/, 'danado'],
  [/^(08...|53...|57P..|28...|E[A-Z]{4,})$/, 'sin_conexion'],
  [/Connection terminated|timeout exceeded when trying to connect|not queryable/, 'sin_conexion'],
  [/pool after calling end|driver has already been destroyed/, 'sin_conexion'],
]

/** Errors of a connection that the server closed while it was idle. */
const DEAD_CONNECTION = /^(57P0[12]|ECONNRESET|EPIPE)$|Connection terminated unexpectedly|not queryable/

/** SQLSTATE of a statement prepared before a schema change; preparing it again fixes it. */
const PREPARED_BEFORE = '0A000'

/** Makes a new connection prepare each parameterised query once. */
function prepare(connection: PoolClient, names: QueryNames): void {
  const ask = connection.query.bind(connection)
  Object.assign(connection, {
    query: async (text: string, values: unknown[]) => {
      try {
        return await ask({ text, values, name: values.length > 0 ? names.of(text) : undefined })
      } catch (error) {
        if (errorCode(error) === PREPARED_BEFORE) names.forget()
        throw error
      }
    },
  })
}

/** Migrations use {@link Engine.lockMigrations}, held until the commit; Kysely's own lock ends before it. */
class PostgresAdapterInTransaction extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

class PostgresDialectInTransaction extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new PostgresAdapterInTransaction()
  }
}

/**
 * Opens a database on a server.
 * @throws Error when the URL is of an unknown kind.
 */
export async function openPostgres(url: string, waitMs: number, connections: number): Promise<Engine> {
  if (!/^postgres(ql)?:/.test(url)) throw new Error('DATABASE_URL must be sqlite:<path> or postgres://…')
  // Loaded on demand: installations on SQLite do not need it.
  const { default: pg } = await import('pg')
  const names = new QueryNames()
  const openPool = (options: PoolConfig) => {
    const pool = new pg.Pool({ ...settings, ...options })
    // A dead connection is replaced and its query fails; without a listener the event would end the process.
    pool.on('error', () => {})
    pool.on('connect', (connection) => {
      connection.on('error', () => {})
      prepare(connection, names)
    })
    const db = openKysely(new PostgresDialectInTransaction({ pool }))
    const close = async () => {
      await db.destroy()
      // Kysely leaves a pool that was never used open.
      if (!pool.ending) await pool.end()
    }
    return { db, close }
  }
  const settings = {
    connectionString: url,
    application_name: 'clave-sence',
    connectionTimeoutMillis: 2 * waitMs,
    lock_timeout: waitMs,
    statement_timeout: 6 * waitMs,
    idle_in_transaction_session_timeout: 6 * waitMs,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === EIGHT_BYTE_INTEGER ? Number : pg.types.getTypeParser(oid, format),
    },
  }
  const { db, close } = openPool({ max: connections })
  const quick = openPool({
    max: Math.min(connections, READ_CONNECTIONS),
    onConnect: (connection) => connection.query('set synchronous_commit = off'),
  })
  return {
    db,
    reads: quick.db,
    singles: quick.db,
    async destroy() {
      await Promise.all([close(), quick.close()])
    },
    async sync() {},
    async idle() {},
    rowAddress: sql`ctid`,
    hasRowLocks: true,
    isWorthRetrying: (error, started) =>
      /^(40001|40P01|23505|0A000)$/.test(errorCode(error)) ||
      (!started && DEAD_CONNECTION.test(errorCode(error))),
    failure: (error) => interpretError(POSTGRES_FAILURES, error),
    inSnapshot: (read) =>
      rawDatabase(db)
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (trx) => {
          await withoutTimeouts(trx)
          return read(trx)
        }),
    async *batches(trx, table, limit) {
      await sql`declare batches no scroll cursor for select * from ${sql.table(table)}`.execute(trx)
      for (;;) {
        const { rows } = await sql<RawRow>`fetch ${sql.lit(limit)} from batches`.execute(trx)
        if (rows.length === 0) break
        yield rows
      }
      await sql`close batches`.execute(trx)
    },
    async lockMigrations(trx) {
      await withoutTimeouts(trx)
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATIONS_LOCK)})`.execute(trx)
    },
    async makeAppendOnly(trx, table) {
      await sql`create or replace function only_grows() returns trigger language plpgsql as
        $$ begin raise exception 'this table only grows'; end $$`.execute(trx)
      await sql`create or replace trigger only_grows before update or delete or truncate on ${sql.table(table)}
        for each statement execute function only_grows()`.execute(trx)
    },
  }
}

/** Migrations and backups may take as long as they need. */
async function withoutTimeouts(trx: Transaction<RawDatabase>): Promise<void> {
  for (const timeout of ['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout']) {
    await sql`select set_config(${timeout}, '0', true)`.execute(trx)
  }
}
