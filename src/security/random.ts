import { randomInt, randomUUID } from 'node:crypto'
import type { Random } from '../application/ports.ts'
import { pooledRandomBytes } from './random-pool.ts'

/** Chance from the operating system's generator. `text` draws without bias (crypto.randomInt rejects the rest). */
export const systemRandom: Random = {
  uuid: () => randomUUID(),
  token: () => pooledRandomBytes(32).toString('base64url'),
  text: (alphabet, length) =>
    Array.from({ length: length }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
}
