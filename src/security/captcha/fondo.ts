import type { AzarSembrado } from './azar-sembrado.ts'
import type { Contorno, Punto } from './geometria.ts'

interface Marco {
  ancho: number
  alto: number
}
type Rango = readonly [min: number, max: number]

const TRAMOS = 60
/** How far shapes reach past the picture, so that the waves never bare its edge. */
const SOBRA = 30
const MOTAS = 100

/** One side of the picture, up to a wavy border across the letters. */
export function orilla({ ancho, alto }: Marco, azar: AzarSembrado): Contorno {
  const lado = azar.entre(0, 1) < 0.5 ? -SOBRA : alto + SOBRA
  return [[-SOBRA, lado], ...ola(ancho, [0.41 * alto, 0.59 * alto], [5, 12], azar), [ancho + SOBRA, lado]]
}

/** Lines from side to side, over and under the middle, about half as thick as a letter's strokes. */
export function lineas({ ancho, alto }: Marco, azar: AzarSembrado): Contorno[] {
  return [0.25 * alto, 0.75 * alto].map((altura) => {
    const arriba = ola(ancho, [altura - 5, altura + 5], [3, 6], azar)
    const grosor = azar.entre(2, 2.8)
    return [...arriba, ...arriba.map(([x, y]): Punto => [x, y + grosor]).reverse()]
  })
}

/** Specks. */
export function motas({ ancho, alto }: Marco, azar: AzarSembrado): Contorno[] {
  return Array.from({ length: MOTAS }, () => {
    const [x, y, radio] = [azar.entre(0, ancho), azar.entre(0, alto), azar.entre(0.9, 1.4)]
    return Array.from({ length: 5 }, (_, i): Punto => {
      const angulo = (i / 5) * 2 * Math.PI
      return [x + radio * Math.cos(angulo), y + radio * Math.sin(angulo)]
    })
  })
}

/** A wavy line from side to side. */
function ola(ancho: number, altura: Rango, amplitud: Rango, azar: AzarSembrado): Contorno {
  const paso = (2 * Math.PI) / azar.entre(60, 140)
  const [medio, alto, fase] = [azar.entre(...altura), azar.entre(...amplitud), azar.entre(0, 2 * Math.PI)]
  const caida = azar.entre(-10, 10)
  return Array.from({ length: TRAMOS + 1 }, (_, i): Punto => {
    const x = (i / TRAMOS) * (ancho + 2 * SOBRA) - SOBRA
    return [x, medio + alto * Math.sin(x * paso + fase) + caida * (x / ancho - 0.5)]
  })
}
