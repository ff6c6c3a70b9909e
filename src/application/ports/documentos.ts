/** Files that people send: how they are judged, and where they are kept. */
import type { ArchivoRecibido, Documento } from '../../domain/documento.ts'
import type { FormatoDocumento } from '../../domain/file-kind.ts'
import type { Resultado } from '../../domain/resultado.ts'

/** A file that may be kept. */
export interface ArchivoRevisado {
  formato: FormatoDocumento
  /** Made anew: a picture from its pixels, a PDF from what its pages show. */
  bytes: Uint8Array
}

export interface Inspector {
  /**
   * Opens a file and judges it; the work is bounded and waits its turn among other files.
   * @param sinEsperar only while no other file is being judged.
   * @returns what to keep; refusals without field, whose codes begin with `archivo_`.
   * @throws {Saturado} when too much work waits already.
   */
  inspeccionar(
    archivo: ArchivoRecibido,
    opciones?: { sinEsperar: boolean },
  ): Promise<Resultado<ArchivoRevisado>>
}

export interface Antivirus {
  /**
   * Passes a file through the scanner. Settles within seconds, and never throws.
   * @returns 'pendiente' when there is a scanner that did not answer, 'sin_antivirus' when there is none.
   */
  analizar(bytes: Uint8Array): Promise<Documento['analisis']>
  /** Whether it answers; undefined when there is none. Used by `revisar`. */
  comprobar(): Promise<boolean | undefined>
}

/** What changes when a decision is taken on a document. */
export type Decision = Pick<Documento, 'estado' | 'motivo'> & { decididoEn: Date; decididoPor: string }

export interface Documentos {
  /** @param contenidoCifrado never kept in the clear. */
  guardar(documento: Documento, contenidoCifrado: string): Promise<void>
  porId(id: string): Promise<Documento | undefined>
  /** Null once it was erased. */
  contenidoCifrado(id: string): Promise<string | null>
  /** Those that wait for a decision, the oldest first. */
  pendientes(tope: number): Promise<Documento[]>
  /** Those that the scanner has yet to judge and nobody asked about since a moment, the longest waiting first. */
  porAnalizar(antesDe: Date, tope: number): Promise<Documento[]>
  /** Writes what the scanner said. */
  analizado(id: string, analisis: Documento['analisis'], ahora: Date): Promise<void>
  /** Decides on one that waits. @returns whether this call did it. */
  decidir(id: string, decision: Decision): Promise<boolean>
  /** Erases the content of those decided before a moment. @returns how many. */
  borrarDecididos(antesDe: Date, ahora: Date): Promise<number>
}
