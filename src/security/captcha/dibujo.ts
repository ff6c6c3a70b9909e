import type { AzarSembrado } from './azar-sembrado.ts'
import { contornoDe } from './letras.ts'

/** The picture as it is shown, in CSS pixels. */
export const MARCO = { ancho: 230, alto: 70 } as const
const MARGEN = 5
/** Of an em; the letters, all capitals, are two thirds of it. */
const ALTO = 56

/**
 * Draws a text as SVG, in white on black: letters apart and nearly upright, over one thin grey line that hides
 * nothing of them. Made to be read by people at the first look; a program reads it too (docs/decisions/0027).
 */
export function dibujar(texto: string, azar: AzarSembrado): string {
  const { ancho, alto } = MARCO
  const paso = (ancho - 2 * MARGEN) / texto.length
  const letras = [...texto].map((letra, i) => {
    const x = MARGEN + (i + 0.5) * paso + azar.entre(-1, 1)
    const y = alto / 2 + azar.entre(-4, 4)
    const giro = `rotate(${numero(azar.entre(-6, 6))}) skewX(${numero(azar.entre(-4, 4))})`
    const tamano = ALTO * azar.entre(0.93, 1)
    return `<path transform="translate(${numero(x)} ${numero(y)}) ${giro}" d="${contornoDe(letra, tamano)}"/>`
  })
  const [a, b, c, d] = [0, 1, 2, 3].map(() => numero(azar.entre(0.2 * alto, 0.8 * alto)))
  const linea = `M0 ${a}C${numero(ancho / 3)} ${b} ${numero((2 * ancho) / 3)} ${c} ${ancho} ${d}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${ancho} ${alto}" fill="#fff">`,
    '<rect width="100%" height="100%" fill="#000"/>',
    `<path fill="none" stroke="#777" stroke-width="1.5" d="${linea}"/>`,
    ...letras,
    '</svg>',
  ].join('')
}

const numero = (valor: number) => valor.toFixed(1)
