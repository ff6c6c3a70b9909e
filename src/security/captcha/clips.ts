import { readFileSync } from 'node:fs'
import { FRASES, VOCES } from './frases.ts'
import { fuerza } from './onda.ts'

const LETRAS = Object.keys(FRASES)

/**
 * The recordings: the length of each in samples (16 bits, little endian), letter by letter and in each the
 * voices in their order, and then the samples (8 bits, signed) one after another. Made by bench/clips.ts.
 */
const ARCHIVO = readFileSync(new URL('clips.s8', import.meta.url))

/** How many recordings there are. */
export const CLIPS = LETRAS.length * VOCES.length

const largoDe = (cual: number) => ARCHIVO.readUInt16LE(2 * cual)
const comienzos: number[] = []
let lee = 2 * CLIPS
for (let cual = 0; cual < CLIPS; cual++) {
  comienzos.push(lee)
  lee += largoDe(cual)
}

const hechos = new Map<number, Float32Array>()

/** A recording by its place in the file; all are equally loud (root mean square 1). */
export function clip(cual: number): Float32Array {
  const desde = comienzos[cual] ?? lee
  // Only those that are needed: the product starts without waiting for half a million samples.
  const hecho = hechos.get(cual) ?? igualar(new Int8Array(ARCHIVO.subarray(desde, desde + largoDe(cual))))
  hechos.set(cual, hecho)
  return hecho
}

/** A letter, in any case, said by a voice. */
export function clipDe(letra: string, voz: number): Float32Array {
  const indice = LETRAS.indexOf(letra.toUpperCase())
  if (indice < 0) throw new Error('a letter without recordings')
  return clip(indice * VOCES.length + voz)
}

function igualar(muestras: Int8Array): Float32Array {
  const onda = new Float32Array(muestras)
  const nivel = fuerza(onda)
  return onda.map((v) => v / nivel)
}
