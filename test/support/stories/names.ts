/** Keys and answers that the rules take, and whose address is whose. */
import type { Chance } from './random.ts'

const SYLLABLES = ['ka', 'lu', 'mo', 'pe', 'ti', 'ro', 'xu', 'ne', 'vi', 'zo']
/** Letters and digits that make no word and no run. */
const PLACES = ['mvtqd', 'XWPGB', '2579', 'ufyhg', 'QRLNM', '3468'].map((place) => [...place])

const nameOf = ({ pick }: Chance): string => `${[1, 2, 3, 4].map(() => pick(SYLLABLES)).join('')}n`

export const newClave = ({ pick }: Chance): string => `zK4#${PLACES.map((place) => pick(place)).join('')}`
/** A name and a surname. */
export const newRespuesta = (chance: Chance): string => `${nameOf(chance)} ${nameOf(chance)}`
