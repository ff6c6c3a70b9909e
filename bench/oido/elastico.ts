/**
 * A listener that knows that the pace changes all the time: it lays the spectrum of each recording over that of a
 * sound frame by frame, each standing still or up to twice as fast where that fits better (dynamic time warping,
 * H. Sakoe and S. Chiba, 1978, beginning anywhere).
 */
import { CLIPS, clip } from '../../src/security/captcha/clips.ts'
import { VOCES } from '../../src/security/captcha/frases.ts'
import type { Onda } from '../../src/security/captcha/onda.ts'
import { BANDAS, espectro } from './espectro.ts'
import { type Hallazgos, vacios } from './recortes.ts'

/** Frames, each band's mean taken away, as directions; and how much each weighs. */
interface Cuadros {
  letra: number
  direcciones: Float32Array
  pesos: Float32Array
}

function cuadrosDe(onda: Onda, letra: number): Cuadros {
  const direcciones = espectro(onda, Math.cbrt)
  const cuantos = direcciones.length / BANDAS
  const pesos = new Float32Array(cuantos)
  for (let b = 0; b < BANDAS; b++) {
    let media = 0
    for (let c = 0; c < cuantos; c++) media += (direcciones[c * BANDAS + b] ?? 0) / cuantos
    for (let c = 0; c < cuantos; c++) direcciones[c * BANDAS + b] = (direcciones[c * BANDAS + b] ?? 0) - media
  }
  for (let c = 0; c < cuantos; c++) {
    const cuadro = direcciones.subarray(c * BANDAS, (c + 1) * BANDAS)
    const largo = Math.hypot(...cuadro) + 1e-6
    pesos[c] = largo
    for (let b = 0; b < BANDAS; b++) cuadro[b] = (cuadro[b] ?? 0) / largo
  }
  return { letra, direcciones, pesos }
}

export const plantillasElasticas = (): Cuadros[] =>
  Array.from({ length: CLIPS }, (_, i) => cuadrosDe(clip(i), Math.floor(i / VOCES.length)))

/** What is most like each letter from each place on, however its pace changes. */
export function buscarElastico(onda: Onda, plantillas: readonly Cuadros[]): Hallazgos {
  const { direcciones: foto } = cuadrosDe(onda, -1)
  const cuadros = foto.length / BANDAS
  const mejores = vacios(cuadros)
  for (const { letra, direcciones, pesos } of plantillas) {
    let antes = new Float32Array(cuadros)
    let comienzos = Int32Array.from({ length: cuadros }, (_, c) => c)
    let total = 0
    for (const [i, peso] of pesos.entries()) {
      total += peso
      const ahora = new Float32Array(cuadros).fill(-1e9)
      const desde = new Int32Array(cuadros)
      for (let c = 0; c < cuadros; c++) {
        let [mejor, cual] = [antes[c] ?? -1e9, c]
        for (let salto = 1; i > 0 && salto <= 2 && salto <= c; salto++) {
          const previa = antes[c - salto] ?? -1e9
          if (previa > mejor) [mejor, cual] = [previa, c - salto]
        }
        let parecido = 0
        for (let b = 0, p = i * BANDAS, q = c * BANDAS; b < BANDAS; b++)
          parecido += (direcciones[p + b] ?? 0) * (foto[q + b] ?? 0)
        ahora[c] = mejor + peso * parecido
        desde[c] = comienzos[cual] ?? c
      }
      antes = ahora
      comienzos = desde
    }
    for (let fin = 0; fin < cuadros; fin++) {
      const comienzo = comienzos[fin] ?? 0
      const r = (antes[fin] ?? 0) / total
      const hallado = mejores[letra]?.[comienzo]
      if (hallado && r > hallado.r && fin - comienzo > pesos.length / 2)
        Object.assign(hallado, { r, largo: fin - comienzo })
    }
  }
  return mejores
}
