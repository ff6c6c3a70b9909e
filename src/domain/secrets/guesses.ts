/** Claves that are soon guessed (product.md “Fields”: clave), as an estimator of guesses reads them. */

import type { RefusalCode } from '../outcome/refusals.ts'
import { type Pattern, reasonOf } from './guess-reasons.ts'

export interface Estimate {
  /** Tries until somebody who begins with the likeliest clave gets to this one. */
  guesses: number
  /** Its stretches, first to last, in the reading that takes the fewest tries. */
  patterns: readonly Pattern[]
}

/** Estimates a clave in lower case without accents. */
export type EstimateGuesses = (clave: string) => Estimate

const MIN_GUESSES = 1e6
/** Tries that a usual ending, or letters written as digits, cost who guesses the rest. */
const CHANGE_GUESSES = 20

/** What people put after a clave so that it is taken: up to three digits, a year, a row of digits, one or two signs. */
const USUAL_ENDING = /^(?=.)[.!*#@$?_-]?(?:\d{1,3}|19\d\d|20\d\d|01234?|12345?6?|(\d)\1{3})?[.!*#@$?_-]{0,2}$/

/** How letters are written as digits and signs, one way for each. */
const LETTER_OF = new Map(
  [...'0o1i!i3e4a@a5s$s7t'.matchAll(/(.)(.)/g)].map(([, sign, letter]) => [sign, letter]),
)

/**
 * Judges whether a clave is soon guessed: within 10⁶ tries, or within a twentieth of that without a usual ending
 * or with letters for its digits.
 * @param clave in lower case without accents, so that no capital makes a listed one pass.
 * @returns null if it is not; or `clave_comun`, `clave_parecida`, `clave_palabra`, `clave_fecha`,
 *   `clave_teclado`, `clave_corrida`, `clave_repetida`, `clave_facil`.
 */
export function judgeGuesses(clave: string, estimate: EstimateGuesses): RefusalCode | null {
  const whole = estimate(clave)
  if (isBelow(whole, MIN_GUESSES)) return reasonOf(whole.patterns)
  for (const origin of originsOf(clave)) {
    const original = estimate(origin)
    if (isBelow(original, MIN_GUESSES / CHANGE_GUESSES)) return reasonOf([...original.patterns, 'otra'])
  }
  return null
}

/** Also when the estimator has no number for it. */
const isBelow = ({ guesses }: Estimate, limit: number): boolean => !(guesses >= limit)

/** What a clave may have been made from: without each usual ending that it has, and with letters for its digits. */
function originsOf(clave: string): string[] {
  const beginnings = Array.from({ length: clave.length - 1 }, (_, last) => clave.slice(0, last + 1))
  const spelled = [...clave].map((sign) => LETTER_OF.get(sign) ?? sign).join('')
  return [
    ...beginnings.filter((beginning) => USUAL_ENDING.test(clave.slice(beginning.length))),
    ...(spelled === clave ? [] : [spelled]),
  ]
}
