/** Import of the legacy system's cuentas from a file. */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { CompletedField } from '../../domain/import/complete.ts'
import type { Finding } from '../../domain/import/importacion.ts'
import type { SeenCounter } from '../../domain/import/seen-counter.ts'

/** Progress of the import of a file. */
export interface Importacion {
  id: string
  /** SHA-256 of the file, hexadecimal: the same file resumes the same import. */
  fileHash: string
  /** Id of the original import whose cuentas this one may complete, if any. */
  corrects: string | null
  /** Incremented each time a finished file is imported again. */
  pass: number
  /** Lines processed, and how many of each outcome. */
  done: number
  counts: Record<string, number>
  /** Findings of the last batch and the line before it, in case the report was cut before it had them. */
  lastFindings: Finding[]
  lastFindingsAfter: number
  startedAt: Date
  finishedAt: Date | null
}

export interface CuentaToImport {
  cuenta: Cuenta
  /** Whether one of its hashes is to be wrapped. */
  toWrap: boolean
}

/** What became of one cuenta of the file. */
export interface AddResult {
  /** Its identificador already had a cuenta, and it stayed as it was. */
  exists: boolean
  /** Its identificador already had a cuenta, completed from the file. */
  completed?: { cuentaId: string; fields: CompletedField[] }
  /** Three cuentas had its e-mail already. */
  withoutEmail: boolean
}

type HashColumn = 'claveHash' | 'respuestaHash'
export interface CuentaToWrap extends Readonly<Record<HashColumn, string | null>> {
  id: string
}
/** Replaces a hash, if it is still the stored one. */
export interface HashChange {
  column: HashColumn
  before: string
  after: string
}

export interface Importaciones {
  findByFileHash(fileHash: string): Promise<Importacion | undefined>
  /** Imports whose file hash starts so, two at most. */
  findByFileHashPrefix(prefix: string): Promise<Importacion[]>
  create(importacion: Importacion): Promise<void>
  /** Reads it and locks every import until the transaction ends, so that only one writes at a time. */
  take(id: string): Promise<Importacion>
  save(importacion: Importacion): Promise<void>
  /**
   * Adds the cuentas whose identificador has none, without an e-mail or mobile that three cuentas already
   * have.
   * @param corrects import whose unused cuentas are completed and moved to this one.
   */
  add(
    cuentas: readonly CuentaToImport[],
    importacionId: string,
    corrects?: string | null,
  ): Promise<AddResult[]>
  /** What {@link add} would return if those in `seen` had been added; adds these to it and writes nothing. */
  readRehearsal(
    cuentas: readonly CuentaToImport[],
    seen: SeenCounter,
    corrects?: string | null,
  ): Promise<AddResult[]>
  /** When the import of a cuenta started; undefined for one registered here. */
  findByCuenta(cuentaId: string): Promise<Date | undefined>
  /** Up to `limit` cuentas with hashes to wrap, from an id on and then from the first. */
  findToWrap(fromId: string, limit: number): Promise<CuentaToWrap[]>
  /** Stores the wrapped hashes and takes the cuenta off the list, unless its hashes changed meanwhile. */
  wrap(cuenta: CuentaToWrap, changes: readonly HashChange[]): Promise<void>
}
