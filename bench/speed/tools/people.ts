/** Made-up people whose names are as common as those of Chile. */
import { readFileSync } from 'node:fs'

export interface Person {
  nombres: string
  paterno: string
  materno: string
}

const FILE = new URL('../../../test/support/data/nombres-de-chile.csv', import.meta.url)
/** Rare surnames that stand for those that the file does not have. */
const RARE_SURNAMES = 30_000
const SYLLABLES = 'hue cui lla mi ca tre pai lon qui len cho bar sta gui rre zu man so lo ber'.split(' ')

/** Draws by weight from the lists of the file; the rest of a hundred thousand goes to `rare`. */
function drawer(list: string, random: () => number, rare: () => string): () => string {
  const entries = readFileSync(FILE, 'utf8')
    .split('\n')
    .map((line) => line.split(';'))
    .filter(([of]) => of === list)
  const sums: number[] = []
  let sum = 0
  for (const [, , weight] of entries) {
    sum += Number(weight)
    sums.push(sum)
  }
  return () => {
    const at = random() * 100_000
    const index = sums.findIndex((one) => one > at)
    return entries[index]?.[1] ?? rare()
  }
}

/** The same people each time. */
export function namesDrawn(): () => Person {
  let state = 42
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const rare = () => {
    let number = Math.floor(random() ** 2 * RARE_SURNAMES)
    let name = ''
    for (let i = 0; i < 4; i++) {
      name += SYLLABLES[number % SYLLABLES.length]
      number = Math.floor(number / SYLLABLES.length)
    }
    return name
  }
  const [women, men, surname] = ['mujer', 'hombre', 'apellido'].map((list) => drawer(list, random, rare))
  return () => {
    const given = (random() < 0.5 ? women : men) ?? rare
    return { nombres: `${given()} ${given()}`, paterno: surname?.() ?? '', materno: surname?.() ?? '' }
  }
}
