/** Counts syllables of written Spanish (RAE, Ortografía 2010, I.4 and II.2), accurately enough for readability. */

/** A vowel that always makes its own syllable: open, or closed with an accent. */
const NUCLEUS = /[aeoáéíóú]/
const VOWEL_GROUP = /[aeiouáéíóúü]+/g

/** Syllables in the names of letters, for acronyms that are spelled out: CS is “ce ese”. */
const LETTER_NAME_SYLLABLES: Readonly<Record<string, number>> = {
  h: 2,
  j: 2,
  w: 3,
  x: 2,
  f: 2,
  l: 2,
  m: 2,
  n: 2,
  ñ: 2,
  r: 2,
  s: 2,
  y: 2,
  z: 2,
}

/**
 * Letters as pronounced: no h, which does not separate vowels (prohi-bir); no silent u (que, gue; not güe); y as a
 * vowel when no vowel follows (ley, y).
 */
const toSounds = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFC')
    .replace(/h/g, '')
    .replace(/qu/g, 'k')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replace(/y(?![aeiouáéíóúü])/g, 'i')

/** One syllable per nucleus; a group of closed vowels alone (ciudad, construí) is one. */
const countGroupSyllables = (group: string): number => {
  const open = [...group].filter((vowel) => NUCLEUS.test(vowel)).length
  const closedVowelsOnly = /^[iuüíú]+$/.test(group)
  return closedVowelsOnly ? 1 : open
}

/** Syllables of a word; one without vowels is spelled out. Hyphenated parts are counted separately. */
export function countSyllables(word: string): number {
  return word
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .reduce((sum, part) => {
      const groups = toSounds(part).match(VOWEL_GROUP)
      const spelledSyllables = [...part.toLowerCase()].reduce(
        (n, letter) => n + (LETTER_NAME_SYLLABLES[letter] ?? 1),
        0,
      )
      return (
        sum + (groups ? groups.reduce((n, group) => n + countGroupSyllables(group), 0) : spelledSyllables)
      )
    }, 0)
}
