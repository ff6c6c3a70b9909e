/** Documentos that people send: inspection, virus scan and storage. */
import type { Documento, ReceivedFile } from '../../domain/documento/documento.ts'
import type { DocumentoFormat } from '../../domain/documento/file-kind.ts'
import type { Result } from '../../domain/outcome/result.ts'
import type { Asker } from './gate.ts'

/** A file that passed inspection. */
export interface CheckedFile {
  format: DocumentoFormat
  /** Rebuilt: an image from its pixels, a PDF from the visible content of its pages. */
  bytes: Uint8Array
}

export interface Inspector {
  /**
   * Opens and checks a file, with bounded work; files are queued, and networks take turns.
   * @param withoutWaiting do not queue: throws when another file is being inspected.
   * @returns what to store, or refusals without field, with codes `archivo_…`.
   * @throws {Overloaded} when the queue is full.
   */
  inspect(
    file: ReceivedFile,
    asker: Asker,
    options?: { withoutWaiting: boolean },
  ): Promise<Result<CheckedFile>>
}

export interface Antivirus {
  /**
   * Scans a file. Settles within seconds and never throws.
   * @returns 'pendiente' when the scanner did not answer, 'sin_antivirus' when none is configured.
   */
  scan(bytes: Uint8Array): Promise<Documento['scanResult']>
  /** Whether it answers; undefined when none is configured. Used by `doctor`. */
  check(): Promise<boolean | undefined>
}

export type Decision = Pick<Documento, 'estado' | 'reason'> & { decidedAt: Date; decidedBy: string }

export interface Documentos {
  save(documento: Documento, encryptedContent: string): Promise<void>
  findById(id: string): Promise<Documento | undefined>
  /** Null once erased. */
  readEncryptedContent(id: string): Promise<string | null>
  /** Awaiting a decision, oldest first; not those of cuentas that ended. */
  findPending(limit: number): Promise<Documento[]>
  /** Without a scan result and last tried before `before`, longest waiting first. */
  findUnscanned(before: Date, limit: number): Promise<Documento[]>
  recordScan(id: string, scanResult: Documento['scanResult'], now: Date): Promise<void>
  /** Decides on a pending one. @returns false when it was already decided. */
  decide(id: string, decision: Decision): Promise<boolean>
  /** Those of a cuenta that await a decision are without effect from now on. */
  endPending(cuentaId: string, end: { now: Date; by: string }): Promise<void>
  /** Erases the content of up to `limit` of those decided before `before`. @returns how many. */
  eraseDecided(before: Date, now: Date, limit: number): Promise<number>
}
