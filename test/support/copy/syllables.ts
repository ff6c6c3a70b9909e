/** Syllables of written Spanish (RAE, Ortografía 2010, I.4 and II.2): enough to measure how easy a text is. */

/** A vowel that always has a syllable of its own: open, or closed with an accent beside an open one. */
const NUCLEUS = /[aeoáéíóú]/
const VOWEL_GROUP = /[aeiouáéíóúü]+/g

/** Syllables in the names of letters, for what is spelt: CS is «ce ese». */
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
 * Letters as they sound: no h, which parts no vowels (prohi-bir), no mute u (que, gue, not güe), and y as a vowel
 * where no vowel follows (ley, y).
 */
const toSounds = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFC')
    .replace(/h/g, '')
    .replace(/qu/g, 'k')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replace(/y(?![aeiouáéíóúü])/g, 'i')

/** A group of vowels has one syllable for each nucleus; closed ones alone (ciudad, construí) are one. */
const countGroupSyllables = (group: string): number => {
  const open = [...group].filter((vowel) => NUCLEUS.test(vowel)).length
  const closedVowelsOnly = /^[iuüíú]+$/.test(group)
  return closedVowelsOnly ? 1 : open
}

/** How many syllables a word has; one without vowels is spelt. Parts joined by a hyphen are counted apart. */
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
