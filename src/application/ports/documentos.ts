/** Files that people send: how they are judged, and where they are kept. */
import type { Documento, ReceivedFile } from '../../domain/documento/documento.ts'
import type { DocumentoFormat } from '../../domain/documento/file-kind.ts'
import type { Result } from '../../domain/outcome/result.ts'

/** A file that may be kept. */
export interface CheckedFile {
  format: DocumentoFormat
  /** Made anew: a picture from its pixels, a PDF from what its pages show. */
  bytes: Uint8Array
}

export interface Inspector {
  /**
   * Opens a file and judges it; the work is bounded and waits its turn among other files.
   * @param withoutWaiting only while no other file is being judged.
   * @returns what to keep; refusals without field, whose codes begin with `archivo_`.
   * @throws {Saturado} when too much work waits already.
   */
  inspect(file: ReceivedFile, options?: { withoutWaiting: boolean }): Promise<Result<CheckedFile>>
}

export interface Antivirus {
  /**
   * Passes a file through the scanner. Settles within seconds, and never throws.
   * @returns 'pendiente' when there is a scanner that did not answer, 'sin_antivirus' when there is none.
   */
  scan(bytes: Uint8Array): Promise<Documento['scanResult']>
  /** Whether it answers; undefined when there is none. Used by `doctor`. */
  check(): Promise<boolean | undefined>
}

/** What changes when a decision is taken on a document. */
export type Decision = Pick<Documento, 'estado' | 'reason'> & { decidedAt: Date; decidedBy: string }

export interface Documentos {
  /** @param encryptedContent never kept in the clear. */
  save(documento: Documento, encryptedContent: string): Promise<void>
  findById(id: string): Promise<Documento | undefined>
  /** Null once it was erased. */
  encryptedContent(id: string): Promise<string | null>
  /** Those that wait for a decision, the oldest first. */
  findPending(limit: number): Promise<Documento[]>
  /** Those that the scanner has yet to judge and nobody asked about since a moment, the longest waiting first. */
  findUnscanned(before: Date, limit: number): Promise<Documento[]>
  /** Writes what the scanner said. */
  recordScan(id: string, scanResult: Documento['scanResult'], now: Date): Promise<void>
  /** Decides on one that waits. @returns whether this call did it. */
  decide(id: string, decision: Decision): Promise<boolean>
  /** Erases the content of those decided before a moment. @returns how many. */
  eraseDecided(before: Date, now: Date): Promise<number>
}
