/** Claves at random, always the same for the same seed. */

const CONSONANTS = 'b c d f g h j l m n p r s t v y z ch ll br tr cr pr gr dr pl cl fl qu gu k w x'.split(' ')
const VOWELS = [...'aeiou']
const ENDS = ['', '', '', 'n', 'r', 's', 'l']
/** Those that zxcvbn may read as letters. */
const SIGNS = [...'4@8({[<6|)3#91!7$50+%2', ...'1!|7469', ...'0123456789']

type Random = () => number

/** A generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

function syllable(random: Random): string {
  const start = pick(random, CONSONANTS)
  const vowels = start === 'qu' || start === 'gu' ? ['e', 'i'] : VOWELS
  return start + pick(random, vowels) + pick(random, ENDS)
}

/** Spanish syllables, 8 to 10 characters with so many digits: at the end of every second one, else anywhere. */
export function pronounceable(random: Random, digits: number): string {
  for (;;) {
    const length = 8 + Math.floor(random() * 3)
    let letters = ''
    while (letters.length < length - digits) letters += syllable(random)
    const number = Array.from({ length: digits }, () => Math.floor(random() * 10)).join('')
    const at = random() < 0.5 ? letters.length : Math.floor(random() * (letters.length + 1))
    const clave = letters.slice(0, at) + number + letters.slice(at)
    if (clave.length >= 8 && clave.length <= 10) return clave
  }
}

/** Ten signs and digits. */
export const signs = (random: Random): string =>
  Array.from({ length: 10 }, () => pick(random, SIGNS)).join('')
