/** Everything that depends on the engine is here and in engine/. No other code names SQLite or PostgreSQL. */
import { sql } from 'kysely'
import type { Engine } from './engine/engine-port.ts'
import { openPostgres } from './engine/postgres.ts'
import { openSqlite } from './engine/sqlite.ts'

export interface EngineOptions {
  /** Milliseconds to wait for a locked database or a free connection. Default 5,000. */
  waitMs?: number
  /** Size of the connection pool, where there is one. Default 10. */
  connections?: number
}

/**
 * Opens the engine of a `DATABASE_URL`: `sqlite:<path>` or `postgres://…` (also over a unix socket:
 * `postgres://user@/base?host=/folder`).
 * @throws {StoreUnavailable} when it cannot be reached.
 * @throws Error when the URL is of neither kind.
 */
export async function openEngine(url: string, options: EngineOptions = {}): Promise<Engine> {
  const { waitMs = 5_000, connections = 10 } = options
  const engine = await (url.startsWith('sqlite:')
    ? openSqlite(url.slice('sqlite:'.length), waitMs)
    : openPostgres(url, waitMs, connections))
  await sql`select 1`.execute(engine.db).catch(async (error) => {
    await engine.destroy()
    throw engine.failure(error) ?? error
  })
  return engine
}
