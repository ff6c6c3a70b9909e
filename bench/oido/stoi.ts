import { RITMO } from '../../src/security/captcha/frases.ts'
import type { Onda } from '../../src/security/captcha/onda.ts'
import { VENTANA } from './espectro.ts'
import { fft } from './fft.ts'

const SOLAPE = 128
/** Frames of a stretch, some 0.4 seconds. */
const TRAMO = 24
/** Edges of bands of a third of an octave, from 150 Hz. */
const LIMITES = Array.from({ length: 15 }, (_, i) => (150 * 2 ** ((i - 0.5) / 3) * VENTANA) / RITMO)

/** How loud each band is in each frame. */
const bandas = (onda: Onda) => {
  const cuadros = Math.floor((onda.length - VENTANA) / SOLAPE)
  return Array.from({ length: cuadros }, (_, c) => {
    const real = Float64Array.from(
      { length: VENTANA },
      (_v, i) => (onda[c * SOLAPE + i] ?? 0) * Math.sin((Math.PI * (i + 0.5)) / VENTANA) ** 2,
    )
    const imaginaria = new Float64Array(VENTANA)
    fft(real, imaginaria)
    return LIMITES.slice(0, -1).map((desde, b) => {
      let energia = 0
      for (let k = Math.round(desde); k < Math.min(VENTANA / 2, Math.round(LIMITES[b + 1] ?? 0)); k++)
        energia += (real[k] ?? 0) ** 2 + (imaginaria[k] ?? 0) ** 2
      return Math.sqrt(energia)
    })
  })
}

/**
 * How well a voice is understood in a sound: STOI, which goes with the words that people understand (C. Taal and
 * others, “An Algorithm for Intelligibility Prediction of Time–Frequency Weighted Noisy Speech”, 2011); here up
 * to 4 kHz. It knows nothing of gaps that the ear fills in.
 */
export function stoi(voz: Onda, oida: Onda): number {
  const [limpia, sucia] = [bandas(voz), bandas(oida)]
  const total = limpia.map((cuadro) => Math.hypot(...cuadro))
  const pico = Math.max(...total)
  const suenan = limpia.flatMap((_, c) => ((total[c] ?? 0) > pico * 0.01 ? [c] : []))
  let [suma, veces] = [0, 0]
  for (let fin = TRAMO; fin <= suenan.length; fin += 2) {
    const tramo = suenan.slice(fin - TRAMO, fin)
    for (let b = 0; b < LIMITES.length - 1; b++) {
      const x = tramo.map((c) => limpia[c]?.[b] ?? 0)
      let y = tramo.map((c) => sucia[c]?.[b] ?? 0)
      const nivel = Math.hypot(...x) / Math.max(1e-12, Math.hypot(...y))
      y = y.map((v, i) => Math.min(v * nivel, (x[i] ?? 0) * (1 + 10 ** (15 / 20))))
      const media = (v: number[]) => v.reduce((p, q) => p + q, 0) / v.length
      const [mx, my] = [media(x), media(y)]
      const [dx, dy] = [x.map((v) => v - mx), y.map((v) => v - my)]
      const norma = Math.hypot(...dx) * Math.hypot(...dy)
      if (norma < 1e-12) continue
      suma += dx.reduce((p, v, i) => p + v * (dy[i] ?? 0), 0) / norma
      veces++
    }
  }
  return suma / veces
}
