/** Rules for the clave (product.md “Fields”: clave) and format of the clave provisoria (“Recuperar”). */

import type { Parsed } from '../outcome/parsed.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { codePointLength, hasInvalidCharacters } from '../values/text.ts'
import { isTold, normalizeTold } from '../values/told.ts'
import { type EstimateGuesses, judgeGuesses } from './guesses.ts'
import { type ClaveOwnerData, judgeOwnData, toPlain } from './own-data.ts'
import { isRepetition, isRun } from './predictable-clave.ts'

const MIN_LENGTH = 8
const MAX_LENGTH = 10

export const PROVISORIA_LENGTH = 10

/**
 * Parses a new clave: 8 to 10 code points in NFC, case-sensitive, never trimmed.
 * @returns the clave in NFC; or `caracteres_invalidos`, `clave_corta` or `clave_larga`.
 */
export function parseClave(text: string): Parsed<string> {
  const clave = text.normalize('NFC')
  if (hasInvalidCharacters(clave)) return { ok: false, code: 'caracteres_invalidos' }
  const length = codePointLength(clave)
  if (length < MIN_LENGTH) return { ok: false, code: 'clave_corta' }
  if (length > MAX_LENGTH) return { ok: false, code: 'clave_larga' }
  return { ok: true, value: clave }
}

/**
 * Judges whether a new clave of valid length is hard to guess, given its owner's data. Ignores case and
 * accents.
 * @param estimate how many tries it would take.
 * @returns null if acceptable, or the first refusal: those of {@link judgeOwnData}, `clave_contiene_sence`,
 *   `clave_repetida`, `clave_corrida`, those of {@link judgeGuesses}.
 */
export function judgeClave(
  clave: string,
  data: ClaveOwnerData,
  estimate: EstimateGuesses,
): RefusalCode | null {
  const own = judgeOwnData(clave, data)
  if (own) return own
  const plain = toPlain(clave)
  if (plain.includes('sence')) return 'clave_contiene_sence'
  if (isRepetition([...plain])) return 'clave_repetida'
  if (isRun(plain)) return 'clave_corrida'
  return judgeGuesses(plain, estimate)
}

/** Whether a text, once normalized, has the format of a clave provisoria. */
export const looksLikeProvisoria = (text: string): boolean => isTold(normalizeTold(text), PROVISORIA_LENGTH)
