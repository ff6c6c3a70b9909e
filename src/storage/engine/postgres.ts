/** The engine that is a server. */
import { PostgresAdapter, PostgresDialect, sql, type Transaction } from 'kysely'
import type { PoolClient } from 'pg'
import type { MotivoAlmacen } from '../../application/ports.ts'
import {
  abrirKysely,
  type BaseCruda,
  codigoDe,
  cruda,
  type FilaCruda,
  interpretar,
  type Motor,
} from '../motor.ts'
import { NombresDeConsultas } from '../preparadas.ts'

const ENTERO_DE_8_BYTES = 20
/** Any number that no other program uses for its advisory locks. */
const CANDADO_DE_MIGRACIONES = 4_727_362

const FALLAS_POSTGRES: readonly [RegExp, MotivoAlmacen][] = [
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

/** How a connection that the server closed while it was idle answers to whoever takes it next. */
const CONEXION_MUERTA = /^(57P0[12]|ECONNRESET|EPIPE)$|Connection terminated unexpectedly|not queryable/

/** The tables changed after a query was prepared; prepared anew it serves. */
const PREPARADA_ANTES = '0A000'

/** Makes a new connection prepare each query that has parameters once. */
function preparar(conexion: PoolClient, nombres: NombresDeConsultas): void {
  const preguntar = conexion.query.bind(conexion)
  Object.assign(conexion, {
    query: async (text: string, values: unknown[]) => {
      try {
        return await preguntar({ text, values, name: values.length > 0 ? nombres.de(text) : undefined })
      } catch (error) {
        if (codigoDe(error) === PREPARADA_ANTES) nombres.olvidar()
        throw error
      }
    },
  })
}

/** The lock is {@link Motor.bloquearMigraciones}, which lasts until the commit; Kysely's own would end before it. */
class AdaptadorPostgres extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

class DialectoPostgres extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new AdaptadorPostgres()
  }
}

/**
 * Opens a database on a server.
 * @throws an Error when the URL is of no kind that is known.
 */
export async function abrirPostgres(url: string, esperaMs: number, conexiones: number): Promise<Motor> {
  if (!/^postgres(ql)?:/.test(url)) throw new Error('DATABASE_URL must be sqlite:<path> or postgres://…')
  // Loaded here, as who runs on a file needs none of it at the start.
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'clave-sence',
    max: conexiones,
    connectionTimeoutMillis: 2 * esperaMs,
    lock_timeout: esperaMs,
    statement_timeout: 6 * esperaMs,
    idle_in_transaction_session_timeout: 6 * esperaMs,
    types: {
      getTypeParser: (oid, formato) =>
        oid === ENTERO_DE_8_BYTES ? Number : pg.types.getTypeParser(oid, formato),
    },
  })
  // A connection that dies is replaced, and its query says so; without listeners it would end the process.
  pool.on('error', () => {})
  const nombres = new NombresDeConsultas()
  pool.on('connect', (conexion) => {
    conexion.on('error', () => {})
    preparar(conexion, nombres)
  })
  const db = abrirKysely(new DialectoPostgres({ pool }))
  return {
    db,
    async asentar() {},
    conBloqueos: true,
    convieneRepetir: (error, empezada) =>
      /^(40001|40P01|23505|0A000)$/.test(codigoDe(error)) ||
      (!empezada && CONEXION_MUERTA.test(codigoDe(error))),
    falla: (error) => interpretar(FALLAS_POSTGRES, error),
    enInstantanea: (leer) =>
      cruda(db)
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (trx) => {
          await sinPlazos(trx)
          return leer(trx)
        }),
    async *tandas(trx, tabla, tope) {
      await sql`declare tandas no scroll cursor for select * from ${sql.table(tabla)}`.execute(trx)
      for (;;) {
        const { rows } = await sql<FilaCruda>`fetch ${sql.lit(tope)} from tandas`.execute(trx)
        if (rows.length === 0) break
        yield rows
      }
      await sql`close tandas`.execute(trx)
    },
    async bloquearMigraciones(trx) {
      await sinPlazos(trx)
      await sql`select pg_advisory_xact_lock(${sql.lit(CANDADO_DE_MIGRACIONES)})`.execute(trx)
    },
    async soloCrece(trx, tabla) {
      await sql`create or replace function solo_crece() returns trigger language plpgsql as
        $$ begin raise exception 'this table only grows'; end $$`.execute(trx)
      await sql`create or replace trigger solo_crece before update or delete or truncate on ${sql.table(tabla)}
        for each statement execute function solo_crece()`.execute(trx)
    },
  }
}

/** Migrations and backups may take as long as they need. */
async function sinPlazos(trx: Transaction<BaseCruda>): Promise<void> {
  for (const plazo of ['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout']) {
    await sql`select set_config(${plazo}, '0', true)`.execute(trx)
  }
}
