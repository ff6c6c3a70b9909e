/** The database of the product, on either engine. */
import { sql } from 'kysely'
import type { Almacen } from '../application/ports.ts'
import { type Copia, cargar, conInstantanea, type Poner } from './copia.ts'
import { abrirMotor, type OpcionesMotor } from './engine.ts'
import { estadoDeMigraciones, migrar } from './migrar.ts'
import type { Motor } from './motor.ts'
import { unidadDeTrabajo } from './unit-of-work.ts'

export interface AlmacenSql extends Almacen {
  /** Runs the pending migrations, up to `hasta` or all. @returns the names of those that ran. */
  migrar(hasta?: string): Promise<string[]>
  /** Names of the migrations, in order, that this database lacks. */
  migracionesPendientes(): Promise<string[]>
  /** Runs `usar` over the database as it is now, for a backup; writers go on meanwhile and are not seen. */
  conInstantanea<T>(usar: (copia: Copia) => Promise<T>): Promise<T>
  /**
   * Fills an empty database, migrated to the backup's own {@link Copia.migracion}, in one transaction.
   * @throws when it holds accounts or audit.
   */
  cargar(escribir: (poner: Poner) => Promise<void>): Promise<void>
  /** What time it is for the database: its server's clock, or this machine's where it has no server. */
  hora(): Promise<Date>
}

export type { Copia, Poner }

/**
 * Opens the database of a `DATABASE_URL`; it is not migrated.
 * @throws {AlmacenNoDisponible} when it cannot be reached.
 */
export async function abrirAlmacen(url: string, opciones?: OpcionesMotor): Promise<AlmacenSql> {
  return almacenDe(await abrirMotor(url, opciones))
}

/** The storage over an engine that is already open, which it closes. */
export function almacenDe(motor: Motor): AlmacenSql {
  return {
    transaccion: unidadDeTrabajo(motor),
    migrar: (hasta) => migrar(motor, hasta),
    migracionesPendientes: async () => (await estadoDeMigraciones(motor)).pendientes,
    conInstantanea: (usar) => conInstantanea(motor, usar),
    cargar: (escribir) => cargar(motor, escribir),

    async hora() {
      const { rows } = await sql<{ ahora: Date | string }>`select current_timestamp as ahora`.execute(
        motor.db,
      )
      const ahora = rows[0]?.ahora ?? ''
      // Without a server it is text in UTC that does not say so.
      return ahora instanceof Date ? ahora : new Date(`${ahora.replace(' ', 'T')}Z`)
    },

    async comprobar() {
      try {
        await motor.db.transaction().execute((trx) => sql`select 1`.execute(trx))
      } catch (error) {
        throw motor.falla(error) ?? error
      }
    },

    cerrar: () => motor.db.destroy(),
  }
}
