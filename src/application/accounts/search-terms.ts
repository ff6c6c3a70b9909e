import { termsOf, wordsOf } from '../../domain/staff/words.ts'
import type { Busqueda, Fingerprints } from '../ports.ts'

/** Of 43 characters: 60 bits, so that a million words hardly ever share one. What is found is looked at in any case. */
const KEPT = 10

/** What the index of names has in place of a term, under a key of its own (docs/decisions/0059). */
export const searchTerm = (fingerprints: Fingerprints, term: string): string =>
  fingerprints.fingerprint('busqueda', term).slice(0, KEPT)

/** Makes what {@link Busqueda.indexWaiting} asks for, which makes the fingerprint of each term once: names repeat. */
export function searchTermsMaker(fingerprints: Fingerprints): Parameters<Busqueda['indexWaiting']>[1] {
  const made = new Map<string, string>()
  const make = (term: string): string => {
    const done = made.get(term) ?? searchTerm(fingerprints, term)
    made.set(term, done)
    return done
  }
  return (named) => [...new Set(wordsOf(named).flatMap(termsOf))].map(make)
}
