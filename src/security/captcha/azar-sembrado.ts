import { createCipheriv, createHash } from 'node:crypto'

/** Chance that is always the same for the same seed, and unpredictable without it. */
export interface AzarSembrado {
  /** An even draw of the interval. */
  entre(min: number, max: number): number
  /** As many even draws between -1 and 1, coarse and quick: noise. */
  ruido(cuantos: number): Float32Array
}

/** The key stream of AES-256-CTR under the hash of the seed, four bytes a draw. */
export function sembrar(semilla: string): AzarSembrado {
  const flujo = createCipheriv('aes-256-ctr', createHash('sha256').update(semilla).digest(), Buffer.alloc(16))
  const CUATRO_CEROS = Buffer.alloc(4)
  return {
    entre: (min, max) => min + ((max - min) * flujo.update(CUATRO_CEROS).readUInt32LE()) / 2 ** 32,
    ruido: (cuantos) => {
      const salida = new Float32Array(flujo.update(Buffer.alloc(cuantos)))
      for (let i = 0; i < cuantos; i++) salida[i] = ((salida[i] ?? 0) - 127.5) / 127.5
      return salida
    },
  }
}
