/** The pictures shown to the five readers, 100 each: drawn by the product from fixed seeds, so reproducible. */
import { createHash } from 'node:crypto'
import { createCaptcha } from '../../src/security/captcha/captcha.ts'
import { draw, EASY } from '../../src/security/captcha/drawing.ts'
import { seedRandom } from '../../src/security/captcha/seeded-random.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { systemRandom } from '../../src/security/random.ts'
import { ASKER } from '../../test/support/data/askers.ts'

export const READERS = [1, 2, 3, 4, 5] as const
const PICTURES = 100

/** A challenge as the product issues it, with seeded randomness. */
export interface Shown {
  reader: number
  /** Position among the pictures of its reader, from 1. */
  number: number
  seed: string
  answer: string
  picture(): Promise<Buffer | undefined>
  sound(): Promise<Buffer | undefined>
}

/** The pictures of one reader, in the order shown. */
export const shownTo = (reader: number): Shown[] =>
  Array.from({ length: PICTURES }, (_, i) => challenge(reader, i + 1))

/** Hash of all the drawings. When it changes, the kept readings are no longer valid. */
export function drawingOf(shown: readonly Shown[]): string {
  const hash = createHash('sha256')
  for (const { seed, answer } of shown) hash.update(draw(answer, seedRandom(seed), EASY))
  return hash.digest('hex')
}

const cipher = createCipher([{ id: 'bench', bytes: Buffer.alloc(32) }])
const clock = { now: () => new Date(), sleep: async () => {} }

function challenge(reader: number, number: number): Shown {
  const seed = `reader ${reader}, picture ${number}`
  let answer = ''
  const random = {
    ...systemRandom,
    uuid: () => seed,
    text(alphabet: string, length: number) {
      const draws = seedRandom(`letters of ${seed}`)
      const letter = () => alphabet.charAt(Math.floor(draws.between(0, alphabet.length)))
      answer = Array.from({ length: length }, letter).join('')
      return answer
    },
  }
  const captcha = createCaptcha({ cipher, clock, random })
  const token = captcha.issue('bench', 'bench')
  return {
    reader,
    number,
    seed,
    answer,
    picture: () => captcha.image(token, ASKER),
    sound: () => captcha.sound(token, ASKER),
  }
}
