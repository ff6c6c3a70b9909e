/** Ranks of proofs, and with which one each factor of an account was set (product.md “Proofs”). */

/**
 * Ranks, from low to high. `ninguno`: validation data prove nothing. `canal`: code or link to a confirmed
 * mailbox or mobile. `mesa`: the call centre. `registro`: a channel that the register owns.
 */
export const RANKS = ['ninguno', 'clave', 'respuesta', 'canal', 'mesa', 'registro'] as const
export type Rank = (typeof RANKS)[number]

/** What a person proves an account with; each was set by somebody who had proven something. */
export const FACTORES = ['clave', 'respuesta', 'email', 'celular', 'representante'] as const
export type Factor = (typeof FACTORES)[number]

/** With which rank a factor was set, and when (ISO 8601). */
interface Setting {
  rank: Rank
  at: string
  /** Staff removed what it was, and set nothing in its place. */
  removed?: true
}

/** The last setting of a factor; of a mailbox also the former ones that “No fui yo” may still be about, newest first. */
export interface Provenance extends Setting {
  former?: readonly Setting[]
}

/** The factors that were changed or completed. One set when the account was made has no entry. */
export type Provenances = Partial<Record<Factor, Provenance>>

export const isAtLeast = (rank: Rank, least: Rank): boolean => RANKS.indexOf(rank) >= RANKS.indexOf(least)

/** The lowest of some ranks. */
export const lowestOf = (first: Rank, ...others: Rank[]): Rank =>
  others.reduce((lowest, rank) => (isAtLeast(rank, lowest) ? lowest : rank), first)

/** The mailboxes of an account, to which links are mailed and by which somebody comes back. */
export const MAILBOXES = ['email', 'emailRepresentante'] as const
export type Mailbox = (typeof MAILBOXES)[number]

/**
 * The way back from a freeze: a link by mail to the mailbox that said “No fui yo”, to every confirmed one (`correo`,
 * after a freeze by staff), or only the call centre.
 */
export type WayBack = Mailbox | 'correo' | 'mesa'

/** The highest of some ranks; `ninguno` without any. */
export const highestOf = (ranks: readonly Rank[]): Rank =>
  ranks.reduce((highest, rank) => (isAtLeast(rank, highest) ? rank : highest), 'ninguno')
