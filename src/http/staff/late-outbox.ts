import { ageWords } from '../../domain/pages/age-words.ts'
import type { Power } from '../../domain/staff/powers.ts'
import { paths } from '../../domain/urls.ts'

/** Messages leave within 10 minutes (product.md “Notices”): staff hear of it before. */
const LATE_MS = 5 * 60_000

/** What every page of the console says while messages leave late; null where they do not. */
export function lateOutbox(
  since: Date | null,
  now: Date,
  powers: readonly Power[],
): { text: string; url: string | null } | null {
  const age = since === null ? 0 : now.getTime() - since.getTime()
  if (age <= LATE_MS) return null
  return {
    text: `Los correos y SMS salen con atraso: el que más espera lleva ${ageWords(age)}.`,
    url: powers.includes('ver_avisos') ? paths.console.avisos : null,
  }
}
