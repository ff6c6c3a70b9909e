/** Takes everything out of a database while it is in use, and puts it into an empty one. For backups. */
import type { Kysely } from 'kysely'
import { estadoDeMigraciones, SOLO_CRECEN } from './migrar.ts'
import { type BaseCruda, cruda, type FilaCruda, type Motor } from './motor.ts'

/** So few that the widest table stays under the parameters that a statement can have. */
const FILAS_POR_TANDA = 500

/** Their rows may weigh more than a megabyte each. */
const PESADAS: Readonly<Record<string, number>> = { documentos: 10 }

/** These first: others refer to them. */
const PADRES = ['cuentas', 'solicitudes']

/** A database as it was at one moment. */
export interface Copia {
  /** The last migration that it had. */
  migracion: string
  /** Its tables, those that others refer to first. */
  tablas: readonly string[]
  /** The rows of a table, some hundreds at a time; one table after another. */
  tandas(tabla: string): AsyncIterable<FilaCruda[]>
}

/** Adds rows to a table; tables come in the order of {@link Copia.tablas}. */
export type Poner = (tabla: string, filas: FilaCruda[]) => Promise<void>

async function tablasDe(db: Kysely<BaseCruda>): Promise<string[]> {
  const nombres = (await db.introspection.getTables()).map(({ name }) => name)
  return [...PADRES, ...nombres.filter((nombre) => !PADRES.includes(nombre))]
}

/** Runs `usar` over the database as it is now; writers go on meanwhile and are not seen. */
export async function conInstantanea<T>(motor: Motor, usar: (copia: Copia) => Promise<T>): Promise<T> {
  try {
    const { aplicadas } = await estadoDeMigraciones(motor)
    return await motor.enInstantanea(async (db) =>
      usar({
        migracion: aplicadas.at(-1) ?? '',
        tablas: await tablasDe(db),
        tandas: (tabla) => motor.tandas(db, tabla, PESADAS[tabla] ?? FILAS_POR_TANDA),
      }),
    )
  } catch (error) {
    throw motor.falla(error) ?? error
  }
}

/**
 * Fills a database that was just migrated to the {@link Copia.migracion} of what it gets, in one transaction.
 * @throws when it holds accounts or audit: it never mixes two databases, and nothing is written.
 */
export async function cargar(motor: Motor, escribir: (poner: Poner) => Promise<void>): Promise<void> {
  try {
    await cruda(motor.db)
      .transaction()
      .execute(async (db) => {
        const tablas = await tablasDe(db)
        for (const tabla of ['cuentas', ...SOLO_CRECEN].filter((una) => tablas.includes(una))) {
          const fila = await db.selectFrom(tabla).selectAll().limit(1).executeTakeFirst()
          if (fila) throw new Error('a backup is restored only into an empty database')
        }
        // What migrations themselves put in comes again with the backup.
        for (const tabla of tablas.reverse()) {
          if (!SOLO_CRECEN.includes(tabla)) await db.deleteFrom(tabla).execute()
        }
        await escribir(async (tabla, filas) => {
          if (filas.length > 0) await db.insertInto(tabla).values(filas).execute()
        })
      })
    await motor.asentar()
  } catch (error) {
    throw motor.falla(error) ?? error
  }
}
