import type { AzarSembrado } from './azar-sembrado.ts'
import { CLIPS, clip, clipDe } from './clips.ts'
import { RITMO, VOCES } from './frases.ts'
import { afinar, cambiarDeColor, fuerza, type Onda, realzar, ritmar, suavizar, sumar } from './onda.ts'

/** Decibels of the letters over the talk and the noise. */
const SOBRE_EL_FONDO = [3.5, 5.5] as const
const SEGUNDOS_MAXIMOS = 7.9
/** Of the letters alone: more is said faster. */
const SEGUNDOS_DE_HABLA = 5.4
const MARGEN = 0.3
const PAUSA = [0.12, 0.42] as const
/** Seconds of the knocks, and between them. */
const GOLPE = [0.035, 0.075] as const
const ENTRE_GOLPES = [0.11, 0.26] as const
/** People who talk behind. */
const CORROS = 2

export interface Mezcla {
  /** The letters, one after another. */
  voz: Onda
  /** What hides them from a program: talk and noise. */
  fondo: Onda
}

/** What is heard in the end. */
export const unir = ({ voz, fondo }: Mezcla): Onda => voz.map((v, i) => v + (fondo[i] ?? 0))

/** Says a text: letters by chance voices, and behind them talk that nobody can follow, and noise. */
export function mezclar(texto: string, azar: AzarSembrado): Mezcla {
  const voz = decir(texto, azar)
  const fondo = new Float32Array(voz.length)
  for (let corro = 0; corro < CORROS; corro++) sumar(fondo, charla(voz.length, azar), 0, azar.entre(0.6, 1))
  const ruido = soplo(voz.length, azar)
  sumar(fondo, ruido, 0, azar.entre(0.2, 0.4) / fuerza(ruido))
  const sobre = 10 ** (azar.entre(...SOBRE_EL_FONDO) / 20)
  const nivel = fuerza(voz) / (sobre * fuerza(fondo))
  const golpes = taponar(voz, azar)
  sumar(golpes, fondo, 0, nivel)
  return { voz, fondo: golpes }
}

/** The letters in order, each by another voice than the one before, after a pause of its own. */
function decir(texto: string, azar: AzarSembrado): Onda {
  let anterior = Math.floor(azar.entre(0, VOCES.length))
  const clips = [...texto].map((letra) => {
    anterior = (anterior + 1 + Math.floor(azar.entre(0, VOCES.length - 1))) % VOCES.length
    return afinar(clipDe(letra, anterior), azar.entre(0.87, 1.14))
  })
  const prisa = Math.max(1, clips.reduce((suma, { length }) => suma + length, 0) / RITMO / SEGUNDOS_DE_HABLA)
  const dichas = clips.map((uno) => cambiarDeColor(ritmar(uno, prisa, azar), azar))
  const hablado = dichas.reduce((suma, { length }) => suma + length, 0) / RITMO
  const cabe = Math.max(0, (SEGUNDOS_MAXIMOS - 2 * MARGEN - hablado) / dichas.length)
  const pausas = dichas.map(() => Math.min(cabe, azar.entre(...PAUSA)))
  const segundos = 2 * MARGEN + hablado + pausas.reduce((suma, pausa) => suma + pausa, 0)
  const voz = new Float32Array(Math.floor(Math.min(SEGUNDOS_MAXIMOS, segundos) * RITMO))
  let cursor = MARGEN * RITMO
  for (const [i, dicha] of dichas.entries()) {
    cursor += (pausas[i] ?? 0) * RITMO
    sumar(voz, dicha, Math.floor(cursor), azar.entre(0.8, 1.25) / fuerza(dicha))
    cursor += dicha.length
  }
  return voz
}

/**
 * Somebody who talks without a stop and says nothing: pieces of the same recordings, backwards. To a program
 * they are the sounds of the letters; a person does not listen to them.
 */
function charla(largo: number, azar: AzarSembrado): Onda {
  const salida = new Float32Array(largo)
  for (let cursor = 0; cursor < largo; ) {
    const dicha = clip(Math.floor(azar.entre(0, CLIPS)))
    const trozo = Math.floor(azar.entre(0.12, 0.4) * RITMO)
    const desde = Math.floor(azar.entre(0, Math.max(0, dicha.length - trozo)))
    const dicho = suavizar(afinar(dicha.slice(desde, desde + trozo).reverse(), azar.entre(0.85, 1.2)))
    sumar(salida, dicho, cursor, azar.entre(0.6, 1.2) / Math.max(0.2, fuerza(dicho)))
    cursor += Math.floor(dicho.length * 0.9)
  }
  return salida
}

/** Noise without the highest pitches, which hide nothing and tire. */
function soplo(largo: number, azar: AzarSembrado): Onda {
  const salida = azar.ruido(largo)
  const parte = azar.entre(0.3, 0.6)
  let sigue = 0
  for (let i = 0; i < largo; i++) {
    sigue += parte * ((salida[i] ?? 0) - sigue)
    salida[i] = sigue
  }
  return salida
}

/**
 * Cuts short pieces out of the voice and puts a knock of noise in each. A person's ear fills such gaps in by
 * itself when something louder covers them (R. Warren, “Perceptual restoration of missing speech sounds”, 1970).
 */
function taponar(voz: Onda, azar: AzarSembrado): Onda {
  const golpes = new Float32Array(voz.length)
  let cursor = Math.floor(azar.entre(0, 0.2) * RITMO)
  while (cursor < voz.length) {
    const largo = Math.floor(azar.entre(...GOLPE) * RITMO)
    const golpe = suavizar(realzar(soplo(largo, azar), azar.entre(400, 2400), 8))
    for (let i = cursor; i < cursor + largo && i < voz.length; i++) voz[i] = (voz[i] ?? 0) * 0.1
    sumar(golpes, golpe, cursor, azar.entre(0.8, 1.2) / fuerza(golpe))
    cursor += largo + Math.floor(azar.entre(...ENTRE_GOLPES) * RITMO)
  }
  return golpes
}
