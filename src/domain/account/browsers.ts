/**
 * Browsers where an account was proven have counters of tries of their own, which no stranger can spend
 * (product.md “Proofs”, 6).
 */
import { type EnlaceMailboxes, isEnlaceConfirmed } from './channels.ts'
import type { Proof } from './progress.ts'
import { RANK_OF_PROOF } from './rank-of-proof.ts'
import { RANKS } from './ranks.ts'
import { type Secret, SHARED } from './tries.ts'

/** How long a browser counts as proven after the last proof; its cookie lives as long. */
export const BROWSER_DAYS = 180
/** The newest so many of an account count, those with the highest proof first: guesses must not multiply. */
export const BROWSERS_PER_CUENTA = 20

export interface ProvenBrowser {
  /** Fingerprint of its id. */
  browser: string
  cuentaId: string
  /** Of the highest proof given there: its place among the ranks. */
  rank: number
  expiresAt: Date
}

const levelOf = (proof: Proof): number => RANKS.indexOf(RANK_OF_PROOF[proof])

/** The place among {@link RANKS} of the highest of some proofs, whatever set the factors that they rest on. */
export const highestLevel = (proofs: readonly Proof[]): number => Math.max(0, ...proofs.map(levelOf))

/** The same for a browser, where a link to a mailbox that nobody confirmed proves nothing: its reader may be anybody. */
export const levelProven = (proofs: readonly Proof[], cuenta: EnlaceMailboxes): number =>
  highestLevel(proofs.filter((proof) => proof !== 'enlace' || isEnlaceConfirmed(cuenta)))

/**
 * Whose counter a try spends: the browser's own where something at least as high as the secret was proven. For a
 * higher secret the proven browsers share one: no stranger can spend it, and whoever knows the clave gets no more
 * guesses at the answer by using many browsers.
 * @param known the browser, if the account was proven there.
 */
export function counterOwner(
  secret: Secret,
  known: Pick<ProvenBrowser, 'browser' | 'rank'> | undefined,
): string {
  if (!known) return SHARED.others
  return known.rank >= levelOf(secret) ? known.browser : SHARED.weaker
}

/** Secrets whose counters in a proven browser a success at one resets: a stronger proof reopens the answer. */
export const RESET_BY: Record<Secret, readonly Secret[]> = {
  clave: ['clave'],
  respuesta: ['respuesta'],
  codigo: ['codigo', 'respuesta'],
  datos: ['datos'],
}
