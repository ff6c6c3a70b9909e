import type { AzarSembrado } from './azar-sembrado.ts'
import { type Contorno, caja, transformar, trocear } from './geometria.ts'
import { contornosDe } from './letras.ts'

const GRADOS = Math.PI / 180
const TROZO = 2.5
const ESTIRON_MAXIMO = 1.15

/** Puts the letters of a text in a row, each in its own pose and touching the one before. */
export function colocar(
  texto: string,
  marco: { ancho: number; alto: number; margen: number },
  azar: AzarSembrado,
): Contorno[][] {
  let cursor = 0
  const puestas = [...texto].map((caracter) => {
    const letra = deformar(contornosDe(caracter), azar)
    const { izquierda, derecha } = caja(letra)
    const [dx, dy] = [cursor - izquierda, azar.entre(-5, 5)]
    cursor += (derecha - izquierda) * azar.entre(0.9, 0.99)
    return transformar(letra, ([x, y]) => [x + dx, y + dy])
  })
  const { izquierda, derecha } = caja(puestas.flat())
  const escala = Math.min(ESTIRON_MAXIMO, (marco.ancho - 2 * marco.margen) / (derecha - izquierda))
  const inicio = azar.entre(marco.margen, marco.ancho - marco.margen - (derecha - izquierda) * escala)
  return puestas.map((letra) =>
    transformar(letra, ([x, y]) => [inicio + (x - izquierda) * escala, marco.alto / 2 + y * escala]),
  )
}

/** Turns, slants and stretches a letter by chance. */
function deformar(contornos: readonly Contorno[], azar: AzarSembrado): Contorno[] {
  const giro = azar.entre(-28, 28) * GRADOS
  const sesgo = azar.entre(-0.12, 0.12)
  const [ancho, alto] = [azar.entre(56, 88), azar.entre(62, 90)]
  const [seno, coseno] = [Math.sin(giro), Math.cos(giro)]
  const girados = transformar(contornos, ([x, y]) => {
    const [a, b] = [x * ancho + y * alto * sesgo, y * alto]
    return [a * coseno - b * seno, a * seno + b * coseno]
  })
  return girados.map((contorno) => trocear(contorno, TROZO))
}
