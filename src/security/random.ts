import { randomInt, randomUUID } from 'node:crypto'
import type { Random } from '../application/ports.ts'
import { pooledRandomBytes } from './random-pool.ts'

/** The operating system's generator. `text` is unbiased (crypto.randomInt uses rejection sampling). */
export const systemRandom: Random = {
  uuid: () => randomUUID(),
  token: () => pooledRandomBytes(32).toString('base64url'),
  text: (alphabet, length) =>
    Array.from({ length: length }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
}
