import type { AzarSembrado } from './azar-sembrado.ts'
import { colocar } from './colocacion.ts'
import { lineas, motas, orilla } from './fondo.ts'
import { type Contorno, type Punto, transformar } from './geometria.ts'

/** The picture as it is shown, in CSS pixels. */
export const MARCO = { ancho: 230, alto: 70, margen: 12 } as const

/**
 * Draws a text as SVG in white and black. The paper is dark on one side of a wavy border; letters, lines and
 * specks turn dark to light and light to dark where they pass: a person sees them through, while a program
 * that looks for a letter's ink, or wipes noise before it looks, finds each letter torn in two.
 */
export function dibujar(texto: string, azar: AzarSembrado): string {
  const ondular = ondas(azar)
  const linea = (contornos: readonly Contorno[]) => transformar(contornos, ondular).map(cerrada).join('')
  const invertir = (dentro: string) => `<g style="mix-blend-mode:difference">${dentro}</g>`
  const letras = colocar(texto, MARCO, azar).map((letra) => {
    const grosor = numero(azar.entre(0.8, 2.6))
    return `<path fill-rule="evenodd" stroke="#fff" stroke-width="${grosor}" d="${linea(letra)}"/>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MARCO.ancho} ${MARCO.alto}" fill="#fff">`,
    '<rect width="100%" height="100%" fill="#000"/>',
    `<path d="${linea([orilla(MARCO, azar)])}"/>`,
    invertir(letras.join('')),
    invertir(`<path d="${linea([...lineas(MARCO, azar), ...motas(MARCO, azar)])}"/>`),
    '</svg>',
  ].join('')
}

/** A long wave and a short one, across and down, which bend all that is drawn. */
function ondas(azar: AzarSembrado): (punto: Punto) => Punto {
  const onda = (altoMin: number, altoMax: number, largoMin: number, largoMax: number) => {
    const alto = azar.entre(altoMin, altoMax)
    const paso = (2 * Math.PI) / azar.entre(largoMin, largoMax)
    const fase = azar.entre(0, 2 * Math.PI)
    return (v: number) => alto * Math.sin(v * paso + fase)
  }
  const [largaY, cortaY] = [onda(2, 4, 70, 130), onda(0.4, 0.8, 30, 45)]
  const [largaX, cortaX] = [onda(1.5, 3, 70, 100), onda(0.4, 0.9, 28, 44)]
  return ([x, y]) => [x + largaX(y) + cortaX(y), y + largaY(x) + cortaY(x)]
}

const cerrada = (contorno: Contorno) => `M${contorno.map(([x, y]) => `${numero(x)} ${numero(y)}`).join('L')}Z`
const numero = (valor: number) => valor.toFixed(1)
