/** Accounts of the old system coming in from a file. */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { CompletedField } from '../../domain/import/complete.ts'
import type { Finding } from '../../domain/import/importacion.ts'
import type { SeenCounter } from '../../domain/import/seen-counter.ts'

/** How far the import of a file got. */
export interface Importacion {
  id: string
  /** SHA-256 of the file, hexadecimal: who gives the same file goes on with the same import. */
  fileHash: string
  /** The first import of those whose accounts this one may complete. */
  corrige: string | null
  /** Raised each time that a file which was finished is given again. */
  pass: number
  /** Lines that were dealt with, and what came of them: how many of each. */
  done: number
  counts: Record<string, number>
  /** What the last batch had to report, for a report that was cut before it was written; and after which line it begins. */
  lastFindings: Finding[]
  lastFindingsAfter: number
  startedAt: Date
  finishedAt: Date | null
}

export interface CuentaToImport {
  cuenta: Cuenta
  /** Whether one of its hashes waits to be wrapped. */
  toWrap: boolean
}

/**
 * What became of one: whether its identifier had an account already, or one that was completed with it, and what had
 * three accounts already.
 */
export interface AddResult {
  exists: boolean
  completada?: { cuentaId: string; fields: CompletedField[] }
  withoutEmail: boolean
  withoutCelular: boolean
}

type HashColumn = 'claveHash' | 'respuestaHash'
export interface CuentaToWrap extends Readonly<Record<HashColumn, string | null>> {
  id: string
}
/** A hash in place of another one, if it is still there. */
export interface HashChange {
  column: HashColumn
  before: string
  after: string
}

export interface Importaciones {
  /** The import of a file, if it was ever begun. */
  findByFileHash(fileHash: string): Promise<Importacion | undefined>
  /** Those of which the SHA-256 of the file begins so, two at most. */
  findByFileHashPrefix(prefix: string): Promise<Importacion[]>
  create(importacion: Importacion): Promise<void>
  /** Reads it and holds every import until the end of the transaction, so that no two write at once. */
  take(id: string): Promise<Importacion>
  save(importacion: Importacion): Promise<void>
  /**
   * Adds those whose identifier has no account, without the e-mail or mobile that three accounts have already.
   * @param corrige the import whose accounts are completed, where nobody has used them; they become of this one.
   */
  add(
    cuentas: readonly CuentaToImport[],
    importacionId: string,
    corrige?: string | null,
  ): Promise<AddResult[]>
  /** What {@link add} would answer, were those that `seen` remembers added; nothing is written. */
  rehearse(
    cuentas: readonly CuentaToImport[],
    seen: SeenCounter,
    corrige?: string | null,
  ): Promise<AddResult[]>
  /** When the import began with which an account came; undefined for one that was made here. */
  findByCuenta(cuentaId: string): Promise<Date | undefined>
  /** Accounts with a hash that waits to be wrapped, from an id on and then from the beginning, up to `limit`. */
  toWrap(fromId: string, limit: number): Promise<CuentaToWrap[]>
  /** Puts wrapped hashes in place and takes the account off the list, unless its hashes are others by now. */
  wrap(cuenta: CuentaToWrap, changes: readonly HashChange[]): Promise<void>
}
