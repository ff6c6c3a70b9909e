import { readFileSync } from 'node:fs'
import { FRASES, VOCES } from './frases.ts'

const LETRAS = Object.keys(FRASES)

/**
 * The recordings: the length of each in samples (16 bits, little endian), letter by letter and in each the
 * voices in their order, and then the samples (8 bits, signed) one after another. Made by bench/clips.ts.
 */
const ARCHIVO = readFileSync(new URL('clips.s8', import.meta.url))

const CLIPS = new Map<string, readonly Float32Array[]>()
let lee = 2 * LETRAS.length * VOCES.length
for (const [i, letra] of LETRAS.entries()) {
  const voces = VOCES.map((_, voz) => {
    const largo = ARCHIVO.readUInt16LE(2 * (i * VOCES.length + voz))
    const clip = Float32Array.from({ length: largo }, (_muestra, k) => ARCHIVO.readInt8(lee + k))
    lee += largo
    return igualar(clip)
  })
  CLIPS.set(letra, voces)
}

/** The recordings of a letter, in any case, one for each voice; all equally loud (root mean square 1). */
export function clipsDe(letra: string): readonly Float32Array[] {
  const voces = CLIPS.get(letra.toUpperCase())
  if (!voces) throw new Error('a letter without recordings')
  return voces
}

/** Every recording. */
export const TODOS = [...CLIPS.values()].flat()

function igualar(clip: Float32Array): Float32Array {
  const fuerza = Math.sqrt(clip.reduce((suma, v) => suma + v * v, 0) / clip.length)
  return clip.map((v) => v / fuerza)
}
