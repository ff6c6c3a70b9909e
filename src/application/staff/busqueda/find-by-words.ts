import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { MAX_HITS } from '../../../domain/staff/busqueda.ts'
import { beginningOf, beginningTerm, hasWords, wholeTerm } from '../../../domain/staff/words.ts'
import { searchTerm } from '../../accounts/search-terms.ts'
import type { Fingerprints, Queries } from '../../ports.ts'

/**
 * Adds accounts whose names have all the words, in any order: first those that have them as they were typed, then those
 * in which they begin one.
 * @param found those that are there already stay.
 * @returns whether there may be more.
 */
export async function findByWords(
  fingerprints: Fingerprints,
  { busqueda }: Pick<Queries, 'busqueda'>,
  words: readonly string[],
  found: Map<string, Cuenta>,
): Promise<boolean> {
  if (found.size > MAX_HITS) return true
  for (const how of ['whole', 'beginning'] as const) {
    const terms = words.map((word) => searchTerm(fingerprints, termOf(word, how)))
    const accept = (cuenta: Cuenta) => !found.has(cuenta.id) && hasWords(cuenta, words, how)
    const { cuentas, more } = await busqueda.findByTerms(terms, accept, MAX_HITS + 1 - found.size)
    for (const cuenta of cuentas) found.set(cuenta.id, cuenta)
    if (more || found.size > MAX_HITS) return true
  }
  return false
}

function termOf(word: string, how: 'whole' | 'beginning'): string {
  const beginning = how === 'beginning' && beginningOf(word)
  return beginning ? beginningTerm(beginning) : wholeTerm(word)
}
