/** What the two listeners share: the names of what they look for, how they say where it is, and recordings at another pace. */
import { FRASES } from '../../src/security/captcha/frases.ts'
import type { Onda } from '../../src/security/captcha/onda.ts'

export const NOMBRES = Object.keys(FRASES)
/** Samples from one place that is looked at to the next. */
export const SALTO = 80

/** A letter that may begin at a place: the correlation, and its length in places. */
export interface Hallazgo {
  r: number
  largo: number
}

/** For each letter, at each place, the best recording that begins there. */
export type Hallazgos = Hallazgo[][]

/** A recording said so many times as fast. */
export const alPaso = (clip: Onda, paso: number) =>
  Float32Array.from({ length: Math.floor(clip.length / paso) }, (_, i) => {
    const k = Math.floor(i * paso)
    const t = i * paso - k
    return (clip[k] ?? 0) * (1 - t) + (clip[k + 1] ?? 0) * t
  })

/** Nothing found yet. */
export const vacios = (lugares: number): Hallazgos =>
  NOMBRES.map(() => Array.from({ length: lugares }, () => ({ r: -1, largo: 1 })))
