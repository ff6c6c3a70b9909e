/** What the rest of the storage knows of an engine. */
import { CamelCasePlugin, type Dialect, Kysely, type Transaction } from 'kysely'
import { AlmacenNoDisponible, type MotivoAlmacen } from '../application/ports.ts'
import type { BaseDeDatos } from './esquema.ts'

export type FilaCruda = Record<string, unknown>

/** The database with its own names, its tables known by name only. */
export type BaseCruda = Record<string, FilaCruda>

export interface Motor {
  readonly db: Kysely<BaseDeDatos>
  /** Resolves when all that was committed is on the disk; whoever commits waits for it before saying so. */
  asentar(): Promise<void>
  /** Whether rows are locked one by one; otherwise whoever writes has the whole database. */
  readonly conBloqueos: boolean
  /**
   * Whether running the whole transaction again may end well: another one got in between, or the connection
   * turned out to be dead before any of the work was done (`empezada` is false).
   */
  convieneRepetir(error: unknown, empezada: boolean): boolean
  /** What an error of the engine means; undefined for any other error. */
  falla(error: unknown): AlmacenNoDisponible | undefined
  /** Runs `leer` over the database as it is at one moment, without holding writers back. */
  enInstantanea<T>(leer: (db: Transaction<BaseCruda>) => Promise<T>): Promise<T>
  /** The rows of a table, so many at a time; only inside {@link enInstantanea}, one table after another. */
  tandas(db: Transaction<BaseCruda>, tabla: string, tope: number): AsyncIterable<FilaCruda[]>
  /** Holds other nodes that want to migrate until the end of this transaction. */
  bloquearMigraciones(db: Transaction<BaseCruda>): Promise<void>
  /** Makes the database refuse changes and removals in a table. */
  soloCrece(db: Transaction<BaseCruda>, tabla: string): Promise<void>
}

export const abrirKysely = (dialect: Dialect) =>
  new Kysely<BaseDeDatos>({ dialect, plugins: [new CamelCasePlugin()] })

export const cruda = (db: Kysely<BaseDeDatos>): Kysely<BaseCruda> =>
  db.withoutPlugins() as unknown as Kysely<BaseCruda>

/** The code of an error of an engine or of the system, or its message when it has none. */
export function codigoDe(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error ? String(error.code) : error.message
}

/** Looks an error up in an engine's table of codes. */
export function interpretar(
  motivos: readonly [RegExp, MotivoAlmacen][],
  error: unknown,
): AlmacenNoDisponible | undefined {
  if (error instanceof AlmacenNoDisponible) return error
  const motivo = motivos.find(([patron]) => patron.test(codigoDe(error)))?.[1]
  return motivo && new AlmacenNoDisponible(motivo, error instanceof Error ? error.message : '', error)
}
