import { fuerza, type Onda } from '../../src/security/captcha/onda.ts'
import { type Hallazgos, NOMBRES, SALTO } from './recortes.ts'

/** The row of so many letters with the best sum, with 0.03 to 0.6 seconds between them. */
export function mejorFila(mejores: Hallazgos, largo: number): string {
  const cuadros = mejores[0]?.length ?? 0
  let capa = Array.from({ length: cuadros + 1 }, () => ({ valor: 0, texto: '' }))
  for (let k = 0; k < largo; k++) {
    const nueva = Array.from({ length: cuadros + 200 }, () => ({ valor: -99, texto: '' }))
    for (let c = 0; c < cuadros; c++) {
      let antes = { valor: k === 0 && c < 90 ? 0 : -99, texto: '' }
      for (let pausa = 3; k > 0 && pausa <= 60; pausa++) {
        const previa = capa[c - pausa]
        if (previa && previa.valor > antes.valor) antes = previa
      }
      if (antes.valor < -50) continue
      for (const [i, fila] of mejores.entries()) {
        const { r, largo: dura } = fila[c] ?? { r: -1, largo: 1 }
        const fin = nueva[c + dura]
        if (fin && antes.valor + r > fin.valor) {
          fin.valor = antes.valor + r
          fin.texto = antes.texto + NOMBRES[i]
        }
      }
    }
    capa = nueva
  }
  return capa.reduce((a, b) => (b.valor > a.valor ? b : a)).texto
}

/** The letters at the loudest stretches: where energy, smoothed, is over its median for long enough. */
export function porEnergia(onda: Onda, mejores: Hallazgos, largo: number): string {
  const cuadros = mejores[0]?.length ?? 0
  const energia = Array.from({ length: cuadros }, (_, c) => {
    const desde = Math.max(0, (c - 6) * SALTO)
    return fuerza(onda.subarray(desde, desde + 13 * SALTO))
  })
  const umbral = energia.toSorted((a, b) => a - b)[Math.floor(cuadros * 0.35)] ?? 0
  const tramos: { desde: number; peso: number }[] = []
  for (const [c, e] of energia.entries()) {
    if (e <= umbral) continue
    const ultimo = tramos.at(-1)
    if (ultimo && (energia[c - 1] ?? 0) > umbral) ultimo.peso += e
    else tramos.push({ desde: c, peso: e })
  }
  const elegidos = tramos.toSorted((a, b) => b.peso - a.peso).slice(0, largo)
  return elegidos
    .sort((a, b) => a.desde - b.desde)
    .map(({ desde }) => {
      let [letra, r] = [0, -1]
      for (const [i, fila] of mejores.entries())
        for (const hallado of fila.slice(Math.max(0, desde - 12), desde + 25))
          if (hallado.r > r) [letra, r] = [i, hallado.r]
      return NOMBRES[letra] ?? ''
    })
    .join('')
}
