/** Documentos that people send: inspection, virus scan and storage. */
import type { Documento, ReceivedFile } from '../../domain/documento/documento.ts'
import type { DocumentoFormat } from '../../domain/documento/file-kind.ts'
import type { DocumentoKind } from '../../domain/documento/kinds.ts'
import type { PageView } from '../../domain/documento/page-view.ts'
import type { Result } from '../../domain/outcome/result.ts'
import type { Perfil } from '../../domain/perfil.ts'
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

/** A page of a document as a picture; what cannot be drawn, or takes too long or too much, is not shown. */
export type DrawnPage = { ok: true; webp: Uint8Array } | { ok: false }

/** Draws kept documents for who reviews them. */
export interface DocumentoDrawer {
  /**
   * @returns a picture made anew, of bounded size.
   * @throws {Overloaded} when too many are being drawn.
   */
  draw(kept: Pick<CheckedFile, 'format' | 'bytes'>, view: PageView, asker: Asker): Promise<DrawnPage>
  /**
   * @param view what is asked for next.
   * @returns undefined where it cannot be opened.
   * @throws {Overloaded}
   */
  countPages(
    kept: Pick<CheckedFile, 'format' | 'bytes'>,
    view: PageView,
    asker: Asker,
  ): Promise<number | undefined>
}

export type Decision = Pick<Documento, 'estado' | 'reason'> & { decidedAt: Date; decidedBy: string }

/** Which documents are reviewed, and in which order. */
export interface ReviewQueue {
  /** `decidido`: verified or refused. */
  estado: 'pendiente' | 'decidido'
  perfil?: Perfil
  kind?: DocumentoKind
  /** Received after this moment. */
  from?: Date
  /** Received by then. */
  until?: Date
  newestFirst: boolean
}

/** A document in that list, and whose it is: no name, no number. */
export interface QueuedDocumento extends Documento {
  perfil: Perfil
}

export interface Documentos {
  save(documento: Documento, encryptedContent: string): Promise<void>
  findById(id: string): Promise<Documento | undefined>
  /** Null once erased. */
  readEncryptedContent(id: string): Promise<string | null>
  /** Awaiting a decision, oldest first; not those of cuentas that ended. */
  findPending(limit: number): Promise<Documento[]>
  /**
   * A list for who reviews; not those of cuentas that ended.
   * @param free only those that nobody else has before them now.
   */
  findQueue(which: ReviewQueue, limit: number, free?: { by: string; now: Date }): Promise<QueuedDocumento[]>
  countQueue(which: ReviewQueue): Promise<number>
  /**
   * Puts a pending one before a funcionario until a moment, or keeps it there.
   * @returns false when it does not wait, or another has it: of two at once, one gets it.
   */
  takeToReview(id: string, taking: { by: string; now: Date; until: Date }): Promise<boolean>
  /** Nobody has it any more, if that funcionario had it. */
  release(id: string, by: string): Promise<void>
  /** Lets one of this version that was decided, and is not erased, wait again. @returns false when it is not so. */
  reopen(id: string, version: number): Promise<boolean>
  /** The others of its cuenta, oldest first. */
  findOthers(documento: Pick<Documento, 'id' | 'cuentaId'>): Promise<Documento[]>
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
