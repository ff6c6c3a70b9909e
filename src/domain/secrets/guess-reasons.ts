/** Why a clave is soon guessed, told so that the next one is better. */

import type { RefusalCode } from '../outcome/refusals.ts'

/** What a stretch of a clave is; `parecida`, a listed one with other letters or backwards. */
export type Pattern =
  | 'listada'
  | 'parecida'
  | 'palabra'
  | 'fecha'
  | 'teclado'
  | 'corrida'
  | 'repeticion'
  | 'otra'

/** What makes it easy, the most telling first. */
const REASONS = [
  ['listada', 'clave_parecida'],
  ['parecida', 'clave_parecida'],
  ['palabra', 'clave_palabra'],
  ['fecha', 'clave_fecha'],
  ['teclado', 'clave_teclado'],
  ['corrida', 'clave_corrida'],
  ['repeticion', 'clave_repetida'],
  ['otra', 'clave_facil'],
] as const satisfies readonly (readonly [Pattern, RefusalCode])[]

/** The refusal of a clave that is soon guessed, by what it is made of. */
export function reasonOf(patterns: readonly Pattern[]): RefusalCode {
  if (patterns.length === 1 && patterns[0] === 'listada') return 'clave_comun'
  return REASONS.find(([pattern]) => patterns.includes(pattern))?.[1] ?? 'clave_facil'
}
