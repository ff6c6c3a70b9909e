/** The file that a person sends to show who they are: what is taken, and what becomes of it. */

import type { Parsed } from '../outcome/parsed.ts'
import { type DocumentoFormat, FORMATS, formatOf, otherKind } from './file-kind.ts'

/** Largest file that is taken, and largest picture that is kept (product.md “Fields”, documento). */
export const MAX_BYTES = 1_048_576

/** Extension under which people know each format. */
export const EXTENSION_OF: Readonly<Record<DocumentoFormat, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
}

/**
 * For the `accept` of the box. Telephones go by the kind, which shows what their camera took whatever its name, and makes
 * iOS turn HEIC into JPEG; desktops go by the extension too.
 */
export const ACCEPTED_FILES = [...FORMATS, '.jpg', '.jpeg', '.jfif', '.jpe', '.png', '.pdf'] as const

/** A file as it was sent. `bytes` may hold one more than fits, never all of a larger one. */
export interface ReceivedFile {
  /** As the sender calls it; never kept. */
  name: string
  bytes: Uint8Array
}

/**
 * What can be said of a file without opening it; its name never counts.
 * @param files those that came under one field.
 * @returns the only one, or `archivo_falta`, `archivo_varios`, `archivo_vacio`, `archivo_grande`, `archivo_tipo`,
 *   `archivo_otro_tipo` with the name of what it is.
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

/** Whether a reviewer decided on it. */
export type DocumentoEstado = 'pendiente' | 'verificado' | 'rechazado'

/** What the virus scanner said. `pending`: it did not answer, and is asked again. */
export type ScanResult = 'pendiente' | 'limpio' | 'infectado' | 'sin_antivirus'

/** Why a document is refused, with what its person is told. */
export const DOCUMENTO_REFUSAL_REASONS = {
  ilegible: 'No se puede leer con claridad.',
  incompleto: 'Falta una parte: debe verse el documento completo, con la foto y el número.',
  vencido: 'El documento está vencido.',
  no_corresponde: 'Los datos del documento no son los que escribió al registrarse.',
  no_es_documento: 'El archivo no es un documento de identificación.',
  infectado: 'El archivo tiene un virus. Revise el equipo desde el que lo envió.',
} as const
export type DocumentoRefusalReason = keyof typeof DOCUMENTO_REFUSAL_REASONS

/** Those that a reviewer gives; the other one is the scanner's. */
export const REVIEWER_REASONS = [
  'ilegible',
  'incompleto',
  'vencido',
  'no_corresponde',
  'no_es_documento',
] as const satisfies readonly DocumentoRefusalReason[]

/** A document as it is kept, without its content. */
export interface Documento {
  readonly id: string
  readonly cuentaId: string
  format: DocumentoFormat
  /** Size as it was sent and as it is kept. */
  receivedBytes: number
  bytes: number
  estado: DocumentoEstado
  scanResult: ScanResult
  /** When the scanner was last asked. */
  scannedAt: Date | null
  readonly createdAt: Date
  decidedAt: Date | null
  /** Who decided, as the audit names them. */
  decidedBy: string | null
  reason: DocumentoRefusalReason | null
  /** When its content was erased. */
  erasedAt: Date | null
}
