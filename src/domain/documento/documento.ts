/** The document that a person uploads: accepted files and their states. */

import type { Parsed } from '../outcome/parsed.ts'
import { type DocumentoFormat, FORMATS, formatOf, otherKind } from './file-kind.ts'
import type { DocumentoKind } from './kinds.ts'

/** Maximum size of an uploaded file and of a stored image (product.md “Fields”, documento). */
export const MAX_BYTES = 1_048_576

export const EXTENSION_OF: Readonly<Record<DocumentoFormat, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
}

/**
 * For the `accept` attribute. Phones use the MIME types, which include camera photos whatever their name and
 * make iOS convert HEIC to JPEG; desktops use the extensions too.
 */
export const ACCEPTED_FILES = [...FORMATS, '.jpg', '.jpeg', '.jfif', '.jpe', '.png', '.pdf'] as const

/** An uploaded file. `bytes` is cut after MAX_BYTES + 1, which reveals an oversized file. */
export interface ReceivedFile {
  /** Name given by the sender; never stored. */
  name: string
  bytes: Uint8Array
}

/**
 * Checks an uploaded file without opening it. Its name is ignored.
 * @param files all files uploaded for one field.
 * @returns the only file; or `archivo_falta`, `archivo_varios`, `archivo_vacio`, `archivo_grande`,
 *   `archivo_tipo`, or `archivo_otro_tipo` with the name of the detected kind.
 */
export function parseFile(files: readonly ReceivedFile[]): Parsed<ReceivedFile> {
  const [file, ...others] = files
  if (!file) return { ok: false, code: 'archivo_falta' }
  if (others.length > 0) return { ok: false, code: 'archivo_varios' }
  if (file.bytes.length === 0) return { ok: false, code: 'archivo_vacio' }
  const kind = otherKind(file.bytes)
  if (kind) return { ok: false, code: 'archivo_otro_tipo', data: { tipo: kind } }
  if (file.bytes.length > MAX_BYTES) return { ok: false, code: 'archivo_grande' }
  if (!formatOf(file.bytes)) return { ok: false, code: 'archivo_tipo' }
  return { ok: true, value: file }
}

/**
 * The reviewer's decision. `sin_efecto`: a newer document took its place, or it was of a former representative.
 */
export type DocumentoEstado = 'pendiente' | 'verificado' | 'rechazado' | 'sin_efecto'

/** The virus scanner's result. `pendiente`: it did not answer and will be asked again. */
export type ScanResult = 'pendiente' | 'limpio' | 'infectado' | 'sin_antivirus'

/** Why a document is refused, with the text for the person. */
export const DOCUMENTO_REFUSAL_REASONS = {
  ilegible: 'No se puede leer con claridad.',
  incompleto: 'Falta una parte: deben verse todos los datos y, si el documento la tiene, la foto.',
  vencido: 'El documento está vencido.',
  no_corresponde: 'Los datos del documento no son los de la cuenta.',
  no_es_documento: 'El archivo no es el documento que pedimos.',
  infectado: 'El archivo tiene un virus. Revise el equipo desde el que lo envió.',
} as const
export type DocumentoRefusalReason = keyof typeof DOCUMENTO_REFUSAL_REASONS

/** Reasons that a reviewer can give; `infectado` is given by the scanner. */
export const REVIEWER_REASONS = [
  'ilegible',
  'incompleto',
  'vencido',
  'no_corresponde',
  'no_es_documento',
] as const satisfies readonly DocumentoRefusalReason[]

/** A stored document, without its content. */
export interface Documento {
  readonly id: string
  readonly cuentaId: string
  readonly kind: DocumentoKind
  format: DocumentoFormat
  /** Size as uploaded. */
  receivedBytes: number
  /** Size as stored. */
  bytes: number
  estado: DocumentoEstado
  scanResult: ScanResult
  /** Last scan attempt. */
  scannedAt: Date | null
  readonly createdAt: Date
  decidedAt: Date | null
  /** Who decided, as named in the audit. */
  decidedBy: string | null
  reason: DocumentoRefusalReason | null
  /** When the content was erased. */
  erasedAt: Date | null
  /** How often it was decided or opened again: who decides says which one they have seen. */
  version: number
  /** The funcionario who has it before them, until {@link Documento.reviewUntil}. */
  reviewerId: string | null
  reviewUntil: Date | null
}
