/**
 * All that depends on the engine. Nothing else in the product names SQLite or PostgreSQL.
 */
import { closeSync, openSync, statSync } from 'node:fs'
import { setTimeout as dormir } from 'node:timers/promises'
import Database from 'better-sqlite3'
import {
  type DatabaseConnection,
  PostgresAdapter,
  PostgresDialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  sql,
  type Transaction,
  type TransactionSettings,
} from 'kysely'
import { AlmacenNoDisponible, type MotivoAlmacen } from '../application/ports.ts'
import {
  abrirKysely,
  type BaseCruda,
  codigoDe,
  cruda,
  type FilaCruda,
  interpretar,
  type Motor,
} from './motor.ts'
import { conPreparadas } from './preparadas.ts'

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

// ── SQLite ───────────────────────────────────────────────────────────────────────────────────────────

/** Of the engine itself while another holds the lock; it stops the whole process, so the rest is waited for here. */
const ESPERA_SINCRONA_MS = 20
/** After a lock that outlived the wait, so long nobody else waits for it: a queue would add its waits. */
const SIN_ESPERA_MS = 1_000

const FALLAS_SQLITE: readonly [RegExp, MotivoAlmacen][] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'ocupado'],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'lleno'],
  [/^(SQLITE_READONLY|SQLITE_PERM|EROFS|EACCES|EPERM)/, 'solo_lectura'],
  [/^(SQLITE_CANTOPEN|ENOENT|ENOTDIR|EISDIR)/, 'no_existe'],
  [/^SQLITE_(IOERR|CORRUPT|NOTADB)/, 'danado'],
  [/database connection is not open|driver has already been destroyed/, 'sin_conexion'],
]

const ocupada = (error: unknown): boolean => codigoDe(error).startsWith('SQLITE_BUSY')

/** One connection, which Kysely hands to one transaction after another. */
class ConductorSqlite extends SqliteDriver {
  readonly #base: Database.Database
  readonly #inodo: number
  readonly #esperaMs: number
  #sinEsperaHasta = 0

  constructor(base: Database.Database, esperaMs: number) {
    super({ database: conPreparadas(base) })
    this.#base = base
    this.#inodo = statSync(base.name).ino
    this.#esperaMs = esperaMs
  }

  /** IMMEDIATE: a deferred transaction fails when it starts to write after another one, whatever the wait. */
  override async beginTransaction(
    _conexion: DatabaseConnection,
    ajustes?: TransactionSettings,
  ): Promise<void> {
    if (ajustes?.accessMode === 'read only') {
      this.#base.exec('begin')
      return
    }
    if (statSync(this.#base.name, { throwIfNoEntry: false })?.ino !== this.#inodo) {
      throw new AlmacenNoDisponible('no_existe', `${this.#base.name} is no longer the file that was opened`)
    }
    const limite = Date.now() < this.#sinEsperaHasta ? 0 : Date.now() + this.#esperaMs
    while (!this.#comenzar(limite)) await dormir(5)
  }

  /** @returns false when another process holds the database and there is time left. */
  #comenzar(limite: number): boolean {
    try {
      this.#base.exec('begin immediate')
      return true
    } catch (error) {
      if (ocupada(error) && Date.now() < limite) return false
      if (ocupada(error)) this.#sinEsperaHasta = Date.now() + SIN_ESPERA_MS
      throw error
    }
  }

  /** After a full disk the engine has already rolled back. */
  override async rollbackTransaction(): Promise<void> {
    if (this.#base.inTransaction) this.#base.exec('rollback')
  }
}

class AdaptadorSqlite extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class DialectoSqlite extends SqliteDialect {
  readonly #conductor: () => ConductorSqlite

  constructor(base: Database.Database, esperaMs: number) {
    super({ database: base })
    this.#conductor = () => new ConductorSqlite(base, esperaMs)
  }

  override createDriver(): SqliteDriver {
    return this.#conductor()
  }

  override createAdapter(): SqliteAdapter {
    return new AdaptadorSqlite()
  }
}

async function abrirArchivo(ruta: string, esperaMs: number): Promise<Database.Database> {
  // Made by us so that from its first byte nobody else can read it; its companion files take its mode.
  closeSync(openSync(ruta, 'a', 0o600))
  const base = new Database(ruta, { timeout: ESPERA_SINCRONA_MS })
  for (const limite = Date.now() + esperaMs; ; await dormir(5)) {
    try {
      base.pragma('journal_mode = wal')
      base.pragma('synchronous = full')
      base.pragma('foreign_keys = on')
      return base
    } catch (error) {
      if (ocupada(error) && Date.now() < limite) continue
      base.close()
      throw error
    }
  }
}

async function abrirSqlite(ruta: string, esperaMs: number): Promise<Motor> {
  const falla = (error: unknown) => interpretar(FALLAS_SQLITE, error)
  const base = await abrirArchivo(ruta, esperaMs).catch((error) => {
    throw falla(error) ?? error
  })
  return {
    db: abrirKysely(new DialectoSqlite(base, esperaMs)),
    conBloqueos: false,
    convieneRepetir: (error) => /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(codigoDe(error)),
    falla,
    async enInstantanea(leer) {
      const lectora = new Database(ruta, { readonly: true, fileMustExist: true, timeout: esperaMs })
      const db = cruda(abrirKysely(new DialectoSqlite(lectora, esperaMs)))
      return db
        .transaction()
        .setAccessMode('read only')
        .execute(leer)
        .finally(() => db.destroy())
    },
    async *tandas(db, tabla, tope) {
      let tanda: FilaCruda[] = []
      for await (const fila of db.selectFrom(tabla).selectAll().stream()) {
        if (tanda.push(fila) < tope) continue
        yield tanda
        tanda = []
      }
      if (tanda.length > 0) yield tanda
    },
    async bloquearMigraciones() {},
    async soloCrece(db, tabla) {
      for (const accion of ['update', 'delete']) {
        await sql`create trigger if not exists ${sql.id(`${tabla}_sin_${accion}`)} before ${sql.raw(accion)} on ${sql.table(tabla)}
          begin select raise(abort, 'this table only grows'); end`.execute(db)
      }
    },
  }
}

// ── PostgreSQL ───────────────────────────────────────────────────────────────────────────────────────

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

async function abrirPostgres(url: string, esperaMs: number, conexiones: number): Promise<Motor> {
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
  pool.on('connect', (conexion) => conexion.on('error', () => {}))
  const db = abrirKysely(new DialectoPostgres({ pool }))
  return {
    db,
    conBloqueos: true,
    convieneRepetir: (error, empezada) =>
      /^(40001|40P01|23505)$/.test(codigoDe(error)) || (!empezada && CONEXION_MUERTA.test(codigoDe(error))),
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
