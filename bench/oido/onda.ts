/** A listener that slides each recording, at each pace, over the sound itself (normalised cross-correlation). */
import { clipDe } from '../../src/security/captcha/clips.ts'
import { VOCES } from '../../src/security/captcha/frases.ts'
import type { Onda } from '../../src/security/captcha/onda.ts'
import { VENTANA } from './espectro.ts'
import { fft } from './fft.ts'
import { alPaso, type Hallazgos, NOMBRES, SALTO, vacios } from './recortes.ts'

const PASOS = [0.86, 0.9, 0.94, 0.98, 1.02, 1.06, 1.1, 1.14]
/** At 2,000 samples a second, where most of a voice's energy is. */
const DIEZMO = 4
const diezmar = (onda: Onda) =>
  Float32Array.from({ length: Math.floor(onda.length / DIEZMO) }, (_, i) => {
    let suma = 0
    for (let k = -4; k <= 4; k++) suma += (onda[i * DIEZMO + k] ?? 0) * (5 - Math.abs(k))
    return suma / 25
  })

const LARGO_FFT = 16384
export function plantillasDeOnda() {
  return NOMBRES.flatMap((letra, indice) =>
    VOCES.flatMap((_, voz) =>
      PASOS.map((paso) => {
        const dicho = diezmar(alPaso(clipDe(letra, voz), paso))
        const real = new Float64Array(LARGO_FFT)
        const imaginaria = new Float64Array(LARGO_FFT)
        real.set(dicho)
        fft(real, imaginaria)
        return {
          letra: indice,
          largo: dicho.length,
          norma: Math.hypot(...dicho),
          real: Float32Array.from(real),
          imaginaria: Float32Array.from(imaginaria),
        }
      }),
    ),
  )
}

export function buscarOnda(onda: Onda, plantillas: ReturnType<typeof plantillasDeOnda>): Hallazgos {
  const baja = diezmar(onda)
  const [fr, fi] = [new Float64Array(LARGO_FFT), new Float64Array(LARGO_FFT)]
  fr.set(baja)
  fft(fr, fi)
  const sumas = new Float64Array(baja.length + 1)
  for (const [i, v] of baja.entries()) sumas[i + 1] = (sumas[i] ?? 0) + v * v
  const cuadros = Math.floor((onda.length - VENTANA) / SALTO) + 1
  const porCuadro = SALTO / DIEZMO
  const mejores = vacios(cuadros)
  const [real, imaginaria] = [new Float64Array(LARGO_FFT), new Float64Array(LARGO_FFT)]
  for (const p of plantillas) {
    // The inverse transform is the transform with real and imaginary parts exchanged.
    for (let k = 0; k < LARGO_FFT; k++) {
      const [a, b, c, d] = [fr[k] ?? 0, fi[k] ?? 0, p.real[k] ?? 0, p.imaginaria[k] ?? 0]
      real[k] = a * c + b * d
      imaginaria[k] = b * c - a * d
    }
    fft(imaginaria, real)
    for (let i = 0; i + p.largo <= baja.length; i++) {
      const energia = (sumas[i + p.largo] ?? 0) - (sumas[i] ?? 0)
      const r = Math.abs(real[i] ?? 0) / LARGO_FFT / (p.norma * Math.sqrt(energia + 1e-9))
      const hallado = mejores[p.letra]?.[Math.floor(i / porCuadro)]
      if (hallado && r > hallado.r) Object.assign(hallado, { r, largo: Math.round(p.largo / porCuadro) })
    }
  }
  return mejores
}
