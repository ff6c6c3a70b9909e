/**
 * All that depends on the engine is here and in the folder of this name. Nothing else in the product names SQLite or
 * PostgreSQL.
 */
import { sql } from 'kysely'
import { abrirPostgres } from './engine/postgres.ts'
import { abrirSqlite } from './engine/sqlite.ts'
import type { Motor } from './motor.ts'

export interface OpcionesMotor {
  /** Milliseconds to wait for a database that others hold, or for a free connection. Default 5,000. */
  esperaMs?: number
  /** Connections to keep where the engine takes several. Default 10. */
  conexiones?: number
}

/**
 * Opens the engine of a `DATABASE_URL`: `sqlite:<path>` or `postgres://…` (also through a unix socket:
 * `postgres://user@/base?host=/folder`).
 * @throws {AlmacenNoDisponible} when it cannot be reached, and an Error when the URL is of neither kind.
 */
export async function abrirMotor(url: string, opciones: OpcionesMotor = {}): Promise<Motor> {
  const { esperaMs = 5_000, conexiones = 10 } = opciones
  const motor = await (url.startsWith('sqlite:')
    ? abrirSqlite(url.slice('sqlite:'.length), esperaMs)
    : abrirPostgres(url, esperaMs, conexiones))
  await sql`select 1`.execute(motor.db).catch(async (error) => {
    await motor.db.destroy()
    throw motor.falla(error) ?? error
  })
  return motor
}
