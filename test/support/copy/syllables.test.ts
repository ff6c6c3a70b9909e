import { describe, expect, it } from 'vitest'
import { countSyllables } from './syllables.ts'

/** Split by hand. */
const SYLLABIFIED = {
  'words without groups of vowels': 'cla-ve re-cu-pe-rar por-ta-les sol',
  diphthongs: 'cuen-ta ciu-dad vein-te bue-no ai-re cau-sa Eu-ro-pa cui-da-do gra-tui-to jus-ti-cia guion',
  'diphthongs with the accent on the open vowel': 'des-pués tam-bién re-gión can-ción',
  'two closed vowels, always one syllable': 'cons-truí vein-tiún lin-güís-ti-ca muy',
  triphthongs: 'cam-biáis U-ru-guay Pa-ra-guay buey',
  'open vowels, always separate': 'le-er a-é-re-o co-o-pe-rar o-es-te re-al em-ple-o ca-os',
  'an accented closed vowel beside an open one': 'pa-ís dí-a o-ír con-ti-nú-a te-ní-a ba-úl le-í-ais grú-a',
  'h, which separates nothing': 'prohi-bir pro-hí-be a-ho-ra bú-ho al-co-hol hue-so ca-ca-hue-te chi-le-no',
  'qu, gu and gü':
    'que quie-ro a-quí es-qui-na gue-rra si-guien-te se-guir a-gua len-gua guar-dar ver-güen-za pin-güi-no an-ti-guo',
  y: 'y ley hoy re-yes a-yu-da pro-yec-to ya rey',
  'names and acronyms as pronounced': 'Sen-ce RUT O-tec NIE e-mail ce-lu-lar con-tra-se-ña',
}

const cases = Object.entries(SYLLABIFIED).flatMap(([rule, words]) =>
  words.split(' ').map((syllabified) => ({
    rule,
    syllabified,
    word: syllabified.replaceAll('-', ''),
    syllables: syllabified.split('-').length,
  })),
)

describe('the syllables of a word', () => {
  it.each(cases)('$syllabified has $syllables ($rule)', ({ word, syllables }) => {
    expect(countSyllables(word)).toBe(syllables)
  })

  it.each([
    ['CS', 3],
    ['SMS', 6],
    ['e-mail', 2],
    ['teórico-práctico', 7],
    ['', 0],
    ['2026', 0],
  ])('%j, spelled out, hyphenated or not a word, has %i', (word, syllables) => {
    expect(countSyllables(word)).toBe(syllables)
  })
})
