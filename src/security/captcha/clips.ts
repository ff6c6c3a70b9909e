import { readFileSync } from 'node:fs'
import { FRASES } from './frases.ts'
import { fuerza, type Onda } from './onda.ts'

const LETRAS = Object.keys(FRASES)

/**
 * The recordings: the length of each in samples (16 bits, little endian), letter by letter, and then the
 * samples (8 bits, signed) one after another. Made by bench/clips.ts.
 */
const ARCHIVO = readFileSync(new URL('clips.s8', import.meta.url))

const largoDe = (cual: number) => ARCHIVO.readUInt16LE(2 * cual)
const comienzos: number[] = []
let lee = 2 * LETRAS.length
for (let cual = 0; cual < LETRAS.length; cual++) {
  comienzos.push(lee)
  lee += largoDe(cual)
}

const hechos = new Map<number, Onda>()

/** The recording of a letter, in any case; all are equally loud (root mean square 1). */
export function clipDe(letra: string): Onda {
  const cual = LETRAS.indexOf(letra.toUpperCase())
  const desde = comienzos[cual]
  if (desde === undefined) throw new Error('a letter without a recording')
  // Only those that are needed: the product starts without waiting for all the samples.
  const hecho = hechos.get(cual) ?? igualar(new Int8Array(ARCHIVO.subarray(desde, desde + largoDe(cual))))
  hechos.set(cual, hecho)
  return hecho
}

function igualar(muestras: Int8Array): Onda {
  const onda = new Float32Array(muestras)
  const nivel = fuerza(onda)
  return onda.map((v) => v / nivel)
}
