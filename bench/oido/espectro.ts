/**
 * A listener that slides the loudness of bands of pitch in time of each recording, at each pace, over that of a
 * sound, each band's mean taken away: neither the colour of a voice nor its exact pace changes that much.
 */
import { clipDe } from '../../src/security/captcha/clips.ts'
import { RITMO, VOCES } from '../../src/security/captcha/frases.ts'
import type { Onda } from '../../src/security/captcha/onda.ts'
import { fft } from './fft.ts'
import { alPaso, type Hallazgos, NOMBRES, SALTO, vacios } from './recortes.ts'

const PASOS = [0.86, 0.92, 0.98, 1.04, 1.1, 1.16]
export const VENTANA = 256
export const BANDAS = 20
/** How the energy of a band counts. */
type Comprimir = (energia: number) => number

/** Energies of overlapping bands, evenly apart to the ear (mel), every hundredth of a second. */
const CENTROS = Array.from({ length: BANDAS + 2 }, (_, i) => {
  const mel = (f: number) => 2595 * Math.log10(1 + f / 700)
  const m = mel(120) + ((mel(3800) - mel(120)) * i) / (BANDAS + 1)
  return (700 * (10 ** (m / 2595) - 1) * VENTANA) / RITMO
})
export function espectro(onda: Onda, comprimir: (energia: number) => number): Float32Array {
  const cuadros = Math.max(1, Math.floor((onda.length - VENTANA) / SALTO) + 1)
  const salida = new Float32Array(cuadros * BANDAS)
  for (let c = 0; c < cuadros; c++) {
    const real = Float64Array.from(
      { length: VENTANA },
      (_, i) => (onda[c * SALTO + i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / VENTANA)),
    )
    const imaginaria = new Float64Array(VENTANA)
    fft(real, imaginaria)
    for (let b = 0; b < BANDAS; b++) {
      const [desde = 0, medio = 0, hasta = 0] = CENTROS.slice(b, b + 3)
      let energia = 0
      for (let k = Math.ceil(desde); k < hasta; k++) {
        const peso = k < medio ? (k - desde) / (medio - desde) : (hasta - k) / (hasta - medio)
        energia += peso * ((real[k] ?? 0) ** 2 + (imaginaria[k] ?? 0) ** 2)
      }
      salida[c * BANDAS + b] = comprimir(energia)
    }
  }
  return salida
}

interface Plantilla {
  letra: number
  largo: number
  datos: Float32Array
}

/** Takes each band's mean away and makes the length of the whole 1. */
function normal(datos: Float32Array): Float32Array {
  const largo = datos.length / BANDAS
  const salida = Float32Array.from(datos)
  for (let b = 0; b < BANDAS; b++) {
    let media = 0
    for (let c = 0; c < largo; c++) media += (datos[c * BANDAS + b] ?? 0) / largo
    for (let c = 0; c < largo; c++) salida[c * BANDAS + b] = (datos[c * BANDAS + b] ?? 0) - media
  }
  const norma = Math.hypot(...salida)
  return salida.map((v) => v / norma)
}

export const plantillasDeEspectro = (comprimir: Comprimir): Plantilla[] =>
  NOMBRES.flatMap((letra, indice) =>
    VOCES.flatMap((_, voz) =>
      PASOS.map((paso) => {
        const datos = normal(espectro(alPaso(clipDe(letra, voz), paso), comprimir))
        return { letra: indice, largo: datos.length / BANDAS, datos }
      }),
    ),
  )

export function buscarEspectro(onda: Onda, plantillas: Plantilla[], comprimir: Comprimir): Hallazgos {
  const foto = espectro(onda, comprimir)
  const cuadros = foto.length / BANDAS
  const sumas = new Float64Array((cuadros + 1) * BANDAS)
  const cuadrados = new Float64Array(cuadros + 1)
  for (let c = 0; c < cuadros; c++) {
    let total = 0
    for (let b = 0; b < BANDAS; b++) {
      const v = foto[c * BANDAS + b] ?? 0
      sumas[(c + 1) * BANDAS + b] = (sumas[c * BANDAS + b] ?? 0) + v
      total += v * v
    }
    cuadrados[c + 1] = (cuadrados[c] ?? 0) + total
  }
  const mejores = vacios(cuadros)
  for (const { letra, largo, datos } of plantillas) {
    for (let c = 0; c + largo <= cuadros; c++) {
      let energia = (cuadrados[c + largo] ?? 0) - (cuadrados[c] ?? 0)
      for (let b = 0; b < BANDAS; b++) {
        const suma = (sumas[(c + largo) * BANDAS + b] ?? 0) - (sumas[c * BANDAS + b] ?? 0)
        energia -= (suma * suma) / largo
      }
      let cruz = 0
      for (let i = 0, j = c * BANDAS; i < datos.length; i++, j++) cruz += (datos[i] ?? 0) * (foto[j] ?? 0)
      const r = cruz / Math.sqrt(Math.max(1e-9, energia))
      const hallado = mejores[letra]?.[c]
      if (hallado && r > hallado.r) Object.assign(hallado, { r, largo })
    }
  }
  return mejores
}
