/** The file that a person sends to show who they are: what is taken, and what becomes of it. */
import { FORMATOS, type FormatoDocumento, formatOf, otherKind } from './file-kind.ts'
import type { Lectura } from './lectura.ts'

/** Largest file that is taken, and largest picture that is kept (PRODUCT “Fields”, documento). */
export const BYTES_MAXIMOS = 1_048_576

/** Extension under which people know each format. */
export const EXTENSION_DE: Readonly<Record<FormatoDocumento, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
}

/**
 * For the `accept` of the box. Telephones go by the kind, which shows what their camera took whatever its name, and makes
 * iOS turn HEIC into JPEG; desktops go by the extension too.
 */
export const ACEPTADOS = [...FORMATOS, '.jpg', '.jpeg', '.jfif', '.jpe', '.png', '.pdf'] as const

/** A file as it was sent. `bytes` may hold one more than fits, never all of a larger one. */
export interface ArchivoRecibido {
  /** As the sender calls it; never kept. */
  nombre: string
  bytes: Uint8Array
}

/**
 * What can be said of a file without opening it; its name never counts.
 * @param archivos those that came under one field.
 * @returns the only one, or `archivo_falta`, `archivo_varios`, `archivo_vacio`, `archivo_grande`, `archivo_tipo`,
 *   `archivo_otro_tipo` with the name of what it is.
 */
export function leerArchivo(archivos: readonly ArchivoRecibido[]): Lectura<ArchivoRecibido> {
  const [archivo, ...otros] = archivos
  if (!archivo) return { ok: false, codigo: 'archivo_falta' }
  if (otros.length > 0) return { ok: false, codigo: 'archivo_varios' }
  if (archivo.bytes.length === 0) return { ok: false, codigo: 'archivo_vacio' }
  const tipo = otherKind(archivo.bytes)
  if (tipo) return { ok: false, codigo: 'archivo_otro_tipo', datos: { tipo } }
  if (archivo.bytes.length > BYTES_MAXIMOS) return { ok: false, codigo: 'archivo_grande' }
  if (!formatOf(archivo.bytes)) return { ok: false, codigo: 'archivo_tipo' }
  return { ok: true, valor: archivo }
}

/** Whether a reviewer decided on it. */
export type EstadoDocumento = 'pendiente' | 'verificado' | 'rechazado'

/** What the virus scanner said. `pendiente`: it did not answer, and is asked again. */
export type AnalisisDocumento = 'pendiente' | 'limpio' | 'infectado' | 'sin_antivirus'

/** Why a document is refused, with what its person is told. */
export const MOTIVOS_DE_RECHAZO = {
  ilegible: 'No se puede leer con claridad.',
  incompleto: 'Falta una parte: debe verse el documento completo, con la foto y el número.',
  vencido: 'El documento está vencido.',
  no_corresponde: 'Los datos del documento no son los que escribió al registrarse.',
  no_es_documento: 'El archivo no es un documento de identificación.',
  infectado: 'El archivo tiene un virus. Revise el equipo desde el que lo envió.',
} as const
export type MotivoDeRechazo = keyof typeof MOTIVOS_DE_RECHAZO

/** Those that a reviewer gives; the other one is the scanner's. */
export const MOTIVOS_DE_REVISOR = [
  'ilegible',
  'incompleto',
  'vencido',
  'no_corresponde',
  'no_es_documento',
] as const satisfies readonly MotivoDeRechazo[]

/** A document as it is kept, without its content. */
export interface Documento {
  readonly id: string
  readonly cuentaId: string
  formato: FormatoDocumento
  /** Size as it was sent and as it is kept. */
  bytesRecibidos: number
  bytes: number
  estado: EstadoDocumento
  analisis: AnalisisDocumento
  /** When the scanner was last asked. */
  analizadoEn: Date | null
  readonly creadoEn: Date
  decididoEn: Date | null
  /** Who decided, as the audit names them. */
  decididoPor: string | null
  motivo: MotivoDeRechazo | null
  /** When its content was erased. */
  borradoEn: Date | null
}
