/** Orders that take two people (product.md “Two people”). */
import type { Cuenta } from '../account/cuenta.ts'
import type { Perfil } from '../perfil.ts'
import { cambiarContactos } from './ordenes/cambiar-contactos.ts'
import { descongelar } from './ordenes/descongelar.ts'
import { invitar } from './ordenes/invitar.ts'
import { liberar } from './ordenes/liberar.ts'
import { representante } from './ordenes/representante.ts'
import { reunir } from './ordenes/reunir.ts'
import type { DocumentoVisto, OrdenRule } from './ordenes/rule.ts'
import { SETTLES, verificar } from './ordenes/verificar.ts'

/** The kinds, each with what it says of itself: a further one is a module and a line here. */
export const ORDENES = {
  liberar,
  invitar,
  descongelar,
  verificar,
  representante,
  cambiar_contactos: cambiarContactos,
  reunir,
} as const satisfies Record<string, OrdenRule>
export type OrdenKind = keyof typeof ORDENES
export const ORDEN_KINDS = Object.keys(ORDENES) as OrdenKind[]
export type OrdenReason = (typeof ORDENES)[OrdenKind]['reasons'][number]
export type CloseReason = (typeof ORDENES)['liberar']['reasons'][number]

/** What a kind says of itself. */
export const ordenRule = (kind: OrdenKind): OrdenRule => ORDENES[kind]

/** The kinds that end when a factor of their account changes. */
export const KINDS_ON_FACTORS = ORDEN_KINDS.filter((kind) => ORDENES[kind].restsOn === 'factores')

const OF_ORGANISATIONS: readonly OrdenReason[] = ['no_representa', SETTLES]

/** The reasons for an order about an account of some perfil: only an organisation is represented, and registered. */
export const ordenReasonsOf = (kind: OrdenKind, perfil: Perfil): readonly OrdenReason[] =>
  ORDENES[kind].reasons.filter((reason) => perfil === 'juridica' || !OF_ORGANISATIONS.includes(reason))

/** The documents that serve for one: only an organisation has statutes. */
export function ordenDocumentsOf(kind: OrdenKind, perfil: Perfil): readonly DocumentoVisto[] {
  const { documents, documentsOfOrganisation = documents } = ordenRule(kind)
  if (perfil === 'juridica') return documentsOfOrganisation
  return documents.filter((one) => one !== 'estatutos' && one !== 'poder')
}

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
  /** What the first person saw; null in those of before it was asked. */
  documentoVisto: DocumentoVisto | null
  /** The llamada in which it was asked for; null where it was by command. */
  llamadaId: string | null
  /** The mailbox that the person named, encrypted; null where the kind needs none. */
  encryptedEmail: string | null
  /** What else it asks for (see `OrdenData`), as JSON, encrypted; null where there is nothing. */
  encryptedPayload: string | null
  /**
   * The version of the account that it was asked about, or that the decision was about; with another account, of both
   * (see `versionOf`).
   */
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

/**
 * The version of what an order is about. Versions only grow: where one of two accounts changes, so does their sum.
 * @param other the second account, where its kind has one.
 */
export const versionOf = (
  cuenta: Pick<Cuenta, 'version'>,
  other: Pick<Cuenta, 'version'> | undefined,
): number => cuenta.version + (other?.version ?? 0)

/** For how many days an order can be granted. */
export const ORDEN_DAYS = 7
