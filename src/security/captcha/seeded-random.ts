import { createCipheriv, createHash } from 'node:crypto'

/** A generator that is reproducible from its seed and unpredictable without it. */
export interface SeededRandom {
  /** A uniform draw from the interval. */
  between(min: number, max: number): number
  /** Coarse, fast uniform draws between -1 and 1: noise. */
  noise(count: number): Float32Array
}

/** The AES-256-CTR key stream under the hash of the seed, four bytes per draw. */
export function seedRandom(seed: string): SeededRandom {
  const keyStream = createCipheriv(
    'aes-256-ctr',
    createHash('sha256').update(seed).digest(),
    Buffer.alloc(16),
  )
  const FOUR_ZEROS = Buffer.alloc(4)
  return {
    between: (min, max) => min + ((max - min) * keyStream.update(FOUR_ZEROS).readUInt32LE()) / 2 ** 32,
    noise: (count) => {
      const output = new Float32Array(keyStream.update(Buffer.alloc(count)))
      for (let i = 0; i < count; i++) output[i] = ((output[i] ?? 0) - 127.5) / 127.5
      return output
    },
  }
}
