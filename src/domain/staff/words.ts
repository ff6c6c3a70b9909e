/** The words of names as the search compares them: accents, case and order do not count (product.md “Finding”). */
import type { IdentityData } from '../account/cuenta.ts'
import { cleanText, codePointLength, stripAccents } from '../values/text.ts'

/** Whose words are found. */
export type Named = Pick<IdentityData, 'nombres' | 'apellidoPaterno' | 'apellidoMaterno' | 'razonSocial'>

/** Words between names: people leave them out, or put them in. */
const PARTICLES = new Set('de del la las los el y e da das do dos du di van von'.split(' '))

/** Letters of the beginnings that are found. */
const BEGINNING = { shortest: 3, longest: 6 } as const
/** An account is found by so many of its words; the names of some organisations go on and on. */
const MAX_WORDS = 12

/** Letters that sound alike in Chile are one: whoever listens on the phone cannot tell them apart. */
const SOUNDS: Readonly<Record<string, string>> = { z: 's', v: 'b' }

/**
 * The words of a text, each once, in comparable form. An apostrophe parts a word too, since people leave it out.
 * @returns without particles and single letters, unless there is nothing else.
 */
export function wordsIn(text: string): string[] {
  const plain = stripAccents(cleanText(text.normalize('NFKC')).toLowerCase()).replace(
    /[zv]/g,
    (letter) => SOUNDS[letter] ?? letter,
  )
  const words = [...new Set(plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])]
  const telling = words.filter((word) => codePointLength(word) > 1 && !PARTICLES.has(word))
  return telling.length > 0 ? telling : words
}

/** The words that an account is found by. */
export function wordsOf({ nombres, apellidoPaterno, apellidoMaterno, razonSocial }: Named): string[] {
  const names = [nombres, apellidoPaterno, apellidoMaterno, razonSocial].filter((name) => name !== null)
  const joined = names.filter((name) => /['’]/.test(name)).map((name) => name.replace(/['’]/g, ''))
  return [...new Set([...names, ...joined].flatMap(wordsIn))].slice(0, MAX_WORDS)
}

/** The first letters of a word, as many as the index knows; undefined when it is shorter than any. */
export function beginningOf(word: string): string | undefined {
  const letters = [...word].slice(0, BEGINNING.longest)
  return letters.length < BEGINNING.shortest ? undefined : letters.join('')
}

/** What the index holds of a word, before it is made a fingerprint: itself, and each of its beginnings. */
export function termsOf(word: string): string[] {
  const letters = [...word].slice(0, BEGINNING.longest)
  const beginnings = letters
    .slice(BEGINNING.shortest - 1)
    .map((_letter, i) => letters.slice(0, i + BEGINNING.shortest))
  return [wholeTerm(word), ...beginnings.map((letters) => beginningTerm(letters.join('')))]
}

export const wholeTerm = (word: string): string => `palabra ${word}`
export const beginningTerm = (beginning: string): string => `comienzo ${beginning}`

/**
 * Whether an account has every typed word.
 * @param how whether one of its words must be the typed one, or may begin with it.
 */
export function hasWords(named: Named, typed: readonly string[], how: 'whole' | 'beginning'): boolean {
  const own = wordsOf(named)
  return typed.every((word) => own.some((one) => (how === 'whole' ? one === word : one.startsWith(word))))
}
