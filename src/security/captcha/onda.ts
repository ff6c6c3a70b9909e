import type { AzarSembrado } from './azar-sembrado.ts'
import { RITMO } from './frases.ts'

/** What is heard, as samples around zero, RITMO a second. */
export type Onda = Float32Array

/** Root mean square. */
export function fuerza(onda: Onda): number {
  let suma = 0
  for (const v of onda) suma += v * v
  return Math.sqrt(suma / Math.max(1, onda.length))
}

/** Adds a wave to another, from a sample on; what does not fit is lost. */
export function sumar(total: Onda, otra: Onda, desde: number, veces: number): void {
  const hasta = Math.min(total.length, desde + otra.length)
  for (let i = Math.max(0, desde); i < hasta; i++) total[i] = (total[i] ?? 0) + veces * (otra[i - desde] ?? 0)
}

/** The same higher or lower, and shorter or longer with it, as another throat would say it. */
export function afinar(onda: Onda, paso: number): Onda {
  const salida = new Float32Array(Math.floor((onda.length - 1) / paso))
  for (let i = 0; i < salida.length; i++) {
    const lee = i * paso
    const k = Math.floor(lee)
    const t = lee - k
    salida[i] = (onda[k] ?? 0) * (1 - t) + (onda[k + 1] ?? 0) * t
  }
  return salida
}

const GRANO = 240
const CRUCE = 80
const BUSCA = 60
/** Samples of the recording from one change of pace to the next. */
const TRAMO = 1000
/** How much slower and faster than the mean pace: what costs a program most and a person least. */
const VAIVEN = [0.5, 1.65] as const

/**
 * The same at a pace that changes all the time and keeps the pitch: grains are laid one after another, each
 * from where it goes on best from the one before (W. Verhelst and M. Roelands, “An overlap-add technique based
 * on waveform similarity”, 1993). No copy of the recording lies on it for more than some tenths of a second.
 * @param ritmo mean pace, over 1 for faster.
 */
export function ritmar(onda: Onda, ritmo: number, azar: AzarSembrado): Onda {
  const ritmos = Array.from(
    { length: Math.ceil(onda.length / TRAMO) + 2 },
    () => ritmo * azar.entre(...VAIVEN),
  )
  const salida = new Float32Array(Math.ceil((onda.length + TRAMO) / (ritmo * VAIVEN[0])) + GRANO)
  let [lee, escritas, sigue] = [0, 0, 0]
  while (lee + CRUCE < onda.length && escritas + GRANO < salida.length) {
    const desde = escritas === 0 ? 0 : masParecido(onda, Math.round(lee), sigue)
    for (let i = 0; i < GRANO; i++) {
      const entra = escritas === 0 ? 1 : Math.min(1, i / CRUCE)
      const sale = Math.min(1, (GRANO - i) / CRUCE)
      salida[escritas + i] =
        (salida[escritas + i] ?? 0) + (onda[desde + i] ?? 0) * entra * (i < GRANO - CRUCE ? 1 : sale)
    }
    sigue = desde + GRANO - CRUCE
    escritas += GRANO - CRUCE
    const tramo = lee / TRAMO
    const [uno = ritmo, otro = ritmo] = ritmos.slice(Math.floor(tramo), Math.floor(tramo) + 2)
    lee += (GRANO - CRUCE) * (uno + (otro - uno) * (tramo % 1))
  }
  return suavizar(salida.subarray(0, escritas + CRUCE))
}

/** Near a place, where the recording is most like what comes after another place. */
function masParecido(onda: Onda, cerca: number, sigue: number): number {
  let [mejor, mayor] = [cerca, Number.NEGATIVE_INFINITY]
  for (let d = Math.max(0, cerca - BUSCA); d <= cerca + BUSCA; d += 2) {
    let suma = 0
    for (let i = 0; i < CRUCE; i += 2) suma += (onda[d + i] ?? 0) * (onda[sigue + i] ?? 0)
    if (suma > mayor) [mejor, mayor] = [d, suma]
  }
  return mejor
}

/** Goes to and fro between two colours some times a second, as somebody who turns the head while talking. */
export function cambiarDeColor(onda: Onda, azar: AzarSembrado): Onda {
  const [una, otra] = [colorear(onda, azar), colorear(onda, azar)]
  const [paso, fase] = [(2 * Math.PI * azar.entre(1.5, 4)) / RITMO, azar.entre(0, 2 * Math.PI)]
  for (let i = 0; i < una.length; i++) {
    const parte = 0.5 + 0.5 * Math.sin(i * paso + fase)
    una[i] = (una[i] ?? 0) * parte + (otra[i] ?? 0) * (1 - parte)
  }
  return una
}

const DECIBELES = 10

/** Another colour, as of another room: some pitches up, others down, and an echo of the nearest wall. */
function colorear(onda: Onda, azar: AzarSembrado): Onda {
  const una = realzar(onda, azar.entre(300, 900), azar.entre(-DECIBELES, DECIBELES))
  const otra = realzar(una, azar.entre(1100, 3000), azar.entre(-DECIBELES, DECIBELES))
  const [demora, eco] = [Math.round(RITMO * azar.entre(0.004, 0.03)), azar.entre(-0.45, 0.45)]
  for (let i = otra.length - 1; i >= demora; i--) otra[i] = (otra[i] ?? 0) + eco * (otra[i - demora] ?? 0)
  return otra
}

/** A peak or a dip of some decibels around a frequency (R. Bristow-Johnson, “Audio EQ Cookbook”, peakingEQ). */
export function realzar(onda: Onda, hercios: number, decibeles: number): Onda {
  const [a, w] = [10 ** (decibeles / 40), (2 * Math.PI * hercios) / RITMO]
  const alfa = Math.sin(w) / 2
  const a0 = 1 + alfa / a
  const [b0, b1, b2] = [(1 + alfa * a) / a0, (-2 * Math.cos(w)) / a0, (1 - alfa * a) / a0]
  const a2 = (1 - alfa / a) / a0
  const salida = new Float32Array(onda.length)
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  for (let i = 0; i < onda.length; i++) {
    const x = onda[i] ?? 0
    const y = b0 * x + b1 * (x1 - y1) + b2 * x2 - a2 * y2
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    salida[i] = y
  }
  return salida
}

/** Begins and ends in silence, within some thousandths of a second; in place. */
export function suavizar(onda: Onda): Onda {
  const borde = Math.min(80, onda.length >> 1)
  for (let i = 0; i < borde; i++) {
    onda[i] = ((onda[i] ?? 0) * i) / borde
    onda[onda.length - 1 - i] = ((onda[onda.length - 1 - i] ?? 0) * i) / borde
  }
  return onda
}
