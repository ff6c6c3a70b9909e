/** Orders that take two people (product.md “Two people”). */
import type { Perfil } from '../perfil.ts'

/** Why somebody asks for each kind of order; the kinds are its keys. */
export const ORDEN_REASONS = {
  /** The account ends, so that whoever the identificador belongs to can register. */
  liberar: ['creada_por_otra_persona', 'no_representa', 'orden_de_autoridad'],
  /** Somebody who has nothing to prove the account with gets a link at a mailbox that they name. */
  invitar: ['sin_clave_ni_correo', 'sin_correo', 'correo_perdido'],
} as const
export type OrdenKind = keyof typeof ORDEN_REASONS
export type OrdenReason = (typeof ORDEN_REASONS)[OrdenKind][number]
export type CloseReason = (typeof ORDEN_REASONS)['liberar'][number]

/** The reasons for an order about an account of some perfil: only an organisation is represented. */
export const ordenReasonsOf = (kind: OrdenKind, perfil: Perfil): readonly OrdenReason[] =>
  ORDEN_REASONS[kind].filter((reason) => reason !== 'no_representa' || perfil === 'juridica')

/**
 * `pedida`: waits for a second person. `concedida`: waits for its hour. Each of the others is an end, and an order ends
 * once. `sin_efecto`: the account changed meanwhile so that it no longer applies.
 */
export type OrdenEstado =
  | 'pedida'
  | 'concedida'
  | 'rechazada'
  | 'objetada'
  | 'aplicada'
  | 'vencida'
  | 'sin_efecto'

export interface Orden {
  id: string
  /** Eight characters without look-alikes; by it the second person names the order. */
  number: string
  kind: OrdenKind
  cuentaId: string
  reason: OrdenReason
  /** The mailbox that the person named, encrypted; null where the kind needs none. */
  encryptedEmail: string | null
  /** The version of the account that it was asked about, or that the decision was about. */
  cuentaVersion: number
  estado: OrdenEstado
  /** Who asked, as `personOf` writes it. */
  askedBy: string
  askedAt: Date
  /** It is not granted from then on. */
  expiresAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  /** When it takes effect; null until it is granted. */
  effectiveAt: Date | null
  /** Null while it is open. */
  endedAt: Date | null
}

/** For how many days an order can be granted. */
export const ORDEN_DAYS = 7
