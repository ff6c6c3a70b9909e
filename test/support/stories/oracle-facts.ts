/** What the oracle keeps of an account, from what pages and mails said. Imports nothing of the product. */
import type { AskedOrden, Letter, Person } from './seen.ts'

/** What a proof is worth, by what the person who shows it holds (product.md “Proofs”). */
export const WORTH = { nothing: 0, clave: 1, respuesta: 2, mailbox: 3, papers: 4 } as const

export const HOUR = 60
export const DAY = 24 * HOUR

/** What somebody showed in a process. */
export type Shows = 'data' | 'clave' | 'key' | 'respuesta' | 'codigo' | 'recover' | 'back' | 'invited'

export const OWN_WORTH: Record<Shows, number> = {
  data: WORTH.nothing,
  clave: WORTH.clave,
  key: WORTH.respuesta,
  respuesta: WORTH.respuesta,
  codigo: WORTH.mailbox,
  recover: WORTH.mailbox,
  back: WORTH.mailbox,
  invited: WORTH.papers,
}

export type Factor = 'clave' | 'respuesta' | 'mailbox'
export const RESTS_ON: Record<Shows, Factor | null> = {
  data: null,
  clave: 'clave',
  key: 'respuesta',
  respuesta: 'respuesta',
  codigo: 'mailbox',
  recover: 'mailbox',
  back: 'mailbox',
  invited: null,
}

/** A process in which somebody showed something. */
export interface Open {
  who: Person
  shown: Shows[]
  /** When the last of it was shown. */
  at: number
  /** `doubtful`: something changed on which it does not rest; it may go on or not. */
  state: 'open' | 'doubtful' | 'over'
  /** For who came by a link: whether its mailbox was confirmed, and whether staff had removed the CS. */
  confirmed: boolean
  unfrozen: boolean
  mailbox: string | null
}

/** Something that mailboxes are told of. */
export interface Deed {
  kind: 'register' | 'key' | 'clave' | 'data' | 'mailbox'
  worth: number
  at: number
  /** The account's mailbox before it, and whether it was confirmed. */
  mailbox: string | null
  confirmed: boolean
  /** What that mailbox was worth, if confirmed. */
  mailboxWorth: number
  /** Whether that mailbox is confirmed once “No fui yo” put everything back: also by what is contested. */
  confirmedAgain: boolean
  /** The mailbox that the account lost by it to who came with papers, which is told too if it was confirmed. */
  lost?: string | null
  tellsLost?: boolean
}

export interface Link extends Pick<Letter, 'kind' | 'to'> {
  at: number
  state: 'good' | 'doubtful' | 'void'
  deed: Deed | null
  /** For how long it works, when not as long as others of its kind. */
  lives?: number | undefined
}

/** What two people do for who showed papers, while it is open. */
export interface Orden extends AskedOrden {
  askedBy: string
  askedAt: number
  grantedBy: string | null
  dueAt: number
  canObject: boolean
}

/** A change of mailbox that waits. */
export interface Pending {
  to: string
  worth: number
  confirmedAt: number | null
}

/** What holds of what was seen: what must be, must never be, or may be either way. */
export type Expected = 'must' | 'never' | 'may'

/** The product showed what the rules forbid, or refused what they promise. */
export class Broken extends Error {
  override name = 'Broken'
}

export function judge(what: string, accepted: boolean, expected: Expected): void {
  if (accepted && expected === 'never') throw new Broken(`${what}: accepted, and must never be`)
  if (!accepted && expected === 'must') throw new Broken(`${what}: refused, and must work`)
}
