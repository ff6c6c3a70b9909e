/** Accounts of the old system coming in from a file. */
import type { Cuenta } from '../../domain/cuenta.ts'
import type { Hallazgo } from '../../domain/importacion.ts'
import type { CampoCompletado } from '../../domain/importacion-completar.ts'
import type { Vistas } from '../../domain/importacion-vistas.ts'

/** How far the import of a file got. */
export interface Importacion {
  id: string
  /** SHA-256 of the file, hexadecimal: who gives the same file goes on with the same import. */
  archivo: string
  /** The first import of those whose accounts this one may complete. */
  corrige: string | null
  /** Raised each time that a file which was finished is given again. */
  pasada: number
  /** Lines that were dealt with, and what came of them: how many of each. */
  hechas: number
  conteo: Record<string, number>
  /** What the last batch had to report, for a report that was cut before it was written; and after which line it begins. */
  ultimos: Hallazgo[]
  ultimosTras: number
  iniciadaEn: Date
  terminadaEn: Date | null
}

export interface CuentaPorImportar {
  cuenta: Cuenta
  /** Whether one of its hashes waits to be wrapped. */
  porEnvolver: boolean
}

/**
 * What became of one: whether its identifier had an account already, or one that was completed with it, and what had
 * three accounts already.
 */
export interface Alta {
  existente: boolean
  completada?: { cuentaId: string; campos: CampoCompletado[] }
  sinEmail: boolean
  sinCelular: boolean
}

type ColumnaHash = 'claveHash' | 'respuestaHash'
export interface CuentaPorEnvolver extends Readonly<Record<ColumnaHash, string | null>> {
  id: string
}
/** A hash in place of another one, if it is still there. */
export interface CambioDeHash {
  columna: ColumnaHash
  antes: string
  despues: string
}

export interface Importaciones {
  /** The import of a file, if it was ever begun. */
  deArchivo(archivo: string): Promise<Importacion | undefined>
  /** Those of which the SHA-256 of the file begins so, two at most. */
  porHuella(comienzo: string): Promise<Importacion[]>
  crear(importacion: Importacion): Promise<void>
  /** Reads it and holds every import until the end of the transaction, so that no two write at once. */
  tomar(id: string): Promise<Importacion>
  guardar(importacion: Importacion): Promise<void>
  /**
   * Adds those whose identifier has no account, without the e-mail or mobile that three accounts have already.
   * @param corrige the import whose accounts are completed, where nobody has used them; they become of this one.
   */
  agregar(
    cuentas: readonly CuentaPorImportar[],
    importacionId: string,
    corrige?: string | null,
  ): Promise<Alta[]>
  /** What {@link agregar} would answer, were those that `vistas` remembers added; nothing is written. */
  ensayar(cuentas: readonly CuentaPorImportar[], vistas: Vistas, corrige?: string | null): Promise<Alta[]>
  /** When the import began with which an account came; undefined for one that was made here. */
  deCuenta(cuentaId: string): Promise<Date | undefined>
  /** Accounts with a hash that waits to be wrapped, from an id on and then from the beginning, up to `tope`. */
  porEnvolver(desdeId: string, tope: number): Promise<CuentaPorEnvolver[]>
  /** Puts wrapped hashes in place and takes the account off the list, unless its hashes are others by now. */
  envolver(cuenta: CuentaPorEnvolver, cambios: readonly CambioDeHash[]): Promise<void>
}
