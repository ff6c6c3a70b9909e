/**
 * Browsers where an account was proven have counters of tries of their own, which no stranger can spend
 * (product.md “Proofs”, 6).
 */
import type { Proof } from './progress.ts'
import { type Secret, SHARED } from './tries.ts'

/** How long a browser counts as proven after the last proof; its cookie lives as long. */
export const BROWSER_DAYS = 180
/** The newest so many of an account count, those with the highest proof first: guesses must not multiply. */
export const BROWSERS_PER_CUENTA = 20

export interface ProvenBrowser {
  /** Fingerprint of its id. */
  browser: string
  cuentaId: string
  /** Of the highest proof given there. */
  rank: number
  expiresAt: Date
}

/** Order of the proofs (product.md “Proofs”). The provisoria is given for the answer; data prove nothing. */
const PROOF_RANK: Record<Proof, number> = {
  datos: 0,
  clave: 1,
  provisoria: 2,
  respuesta: 2,
  codigo: 3,
  enlace: 3,
  volver: 3,
}

export const rankOf = (proofs: readonly Proof[]): number =>
  Math.max(0, ...proofs.map((proof) => PROOF_RANK[proof]))

/** Whether a browser with that rank has proven at least what a provisoria is given for. */
export const countsForProvisoria = (rank: number): boolean => rank >= PROOF_RANK.provisoria

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
  return known.rank >= PROOF_RANK[secret] ? known.browser : SHARED.weaker
}

/** Secrets whose counters in a proven browser a success at one resets: a stronger proof reopens the answer. */
export const RESET_BY: Record<Secret, readonly Secret[]> = {
  clave: ['clave'],
  respuesta: ['respuesta'],
  codigo: ['codigo', 'respuesta'],
  datos: ['datos'],
}
