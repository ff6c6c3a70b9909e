/** Which documents there are, and of which perfil (product.md “Documents”). */
import type { Perfil } from '../perfil.ts'

/** The documents that each perfil may be asked for; the first one unless another is named. */
export const KINDS_OF = {
  natural: ['cedula'],
  migrante: ['identificacion'],
  facilitador: ['identificacion'],
  juridica: ['escritura', 'e_rut'],
} as const satisfies Record<Perfil, readonly string[]>

export type DocumentoKind = (typeof KINDS_OF)[Perfil][number]

export const kindsOf = (perfil: Perfil): readonly DocumentoKind[] => KINDS_OF[perfil]

/** Whether a document of this kind says anything of an account of that perfil: it may have changed since. */
export const isOfPerfil = (kind: DocumentoKind, perfil: Perfil): boolean => kindsOf(perfil).includes(kind)

/** As staff reads it. */
export const KIND_NAMES: Readonly<Record<DocumentoKind, string>> = {
  identificacion: 'documento de identificación',
  cedula: 'cédula de identidad',
  escritura: 'escritura o poder',
  e_rut: 'e-RUT',
}
