/** The engine that is a file. */
import { closeSync, openSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout as dormir } from 'node:timers/promises'
import Database from 'better-sqlite3'
import {
  type DatabaseConnection,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  sql,
  type TransactionSettings,
} from 'kysely'
import { AlmacenNoDisponible, type MotivoAlmacen } from '../../application/ports.ts'
import { Asiento } from '../asiento.ts'
import { abrirKysely, codigoDe, cruda, type FilaCruda, interpretar, type Motor } from '../motor.ts'
import { conPreparadas } from '../preparadas.ts'

/** Of the engine itself while another holds the lock; it stops the whole process, so the rest is waited for here. */
const ESPERA_SINCRONA_MS = 20
/** After a lock that outlived the wait, so long nobody else waits for it: a queue would add its waits. */
const SIN_ESPERA_MS = 1_000

/** Pages of 4 KB after which the journal is copied into the file: a page that changed often is copied once. */
const PAGINAS_DE_DIARIO = 8_000

const FALLAS_SQLITE: readonly [RegExp, MotivoAlmacen][] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'ocupado'],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'lleno'],
  [/^(SQLITE_READONLY|SQLITE_PERM|EROFS|EACCES|EPERM)/, 'solo_lectura'],
  [/^(SQLITE_CANTOPEN|ENOENT|ENOTDIR|EISDIR)/, 'no_existe'],
  [/^(EIO|SQLITE_(IOERR|CORRUPT|NOTADB))/, 'danado'],
  [/database connection is not open|driver has already been destroyed/, 'sin_conexion'],
]

const ocupada = (error: unknown): boolean => codigoDe(error).startsWith('SQLITE_BUSY')

/** One connection, which Kysely hands to one transaction after another. */
class ConductorSqlite extends SqliteDriver {
  readonly #base: Database.Database
  readonly #inodo: number
  readonly #esperaMs: number
  readonly #cambios: Database.Statement
  readonly #asiento = new Asiento(() => this.#sincronizar())
  #diario: FileHandle | undefined
  #cambiosAnotados: unknown = 0
  #sinEsperaHasta = 0

  constructor(base: Database.Database, esperaMs: number) {
    super({ database: conPreparadas(base) })
    this.#base = base
    this.#cambios = base.prepare('select total_changes()').pluck()
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

  override async commitTransaction(): Promise<void> {
    this.#base.exec('commit')
    const cambios = this.#cambios.get()
    if (cambios === this.#cambiosAnotados) return
    this.#cambiosAnotados = cambios
    this.#asiento.anotar()
  }

  /** See {@link Motor.asentar}. */
  asentar(): Promise<void> {
    return this.#asiento.asentar()
  }

  async #sincronizar(): Promise<void> {
    this.#diario ??= await open(`${this.#base.name}-wal`)
    await this.#diario.datasync()
  }

  override async destroy(): Promise<void> {
    await super.destroy()
    await this.#diario?.close()
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
  readonly #conductor: ConductorSqlite

  constructor(base: Database.Database, conductor: ConductorSqlite) {
    super({ database: base })
    this.#conductor = conductor
  }

  override createDriver(): SqliteDriver {
    return this.#conductor
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
      // Commits stay whole and in order; that they are on the disk is seen to by {@link Asiento}.
      base.pragma('synchronous = normal')
      base.pragma(`wal_autocheckpoint = ${PAGINAS_DE_DIARIO}`)
      base.pragma('foreign_keys = on')
      return base
    } catch (error) {
      if (ocupada(error) && Date.now() < limite) continue
      base.close()
      throw error
    }
  }
}

/**
 * Opens a database that is a file, which is made when there is none.
 * @throws {AlmacenNoDisponible}
 */
export async function abrirSqlite(ruta: string, esperaMs: number): Promise<Motor> {
  const falla = (error: unknown) => interpretar(FALLAS_SQLITE, error)
  const base = await abrirArchivo(ruta, esperaMs).catch((error) => {
    throw falla(error) ?? error
  })
  const conductor = new ConductorSqlite(base, esperaMs)
  return {
    db: abrirKysely(new DialectoSqlite(base, conductor)),
    asentar: () => conductor.asentar(),
    conBloqueos: false,
    convieneRepetir: (error) => /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(codigoDe(error)),
    falla,
    async enInstantanea(leer) {
      const lectora = new Database(ruta, { readonly: true, fileMustExist: true, timeout: esperaMs })
      const db = cruda(abrirKysely(new DialectoSqlite(lectora, new ConductorSqlite(lectora, esperaMs))))
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
