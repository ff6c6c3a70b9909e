import svgCaptcha from 'svg-captcha'
import { type Contorno, caja, contiene, type Punto, transformar } from './geometria.ts'

/**
 * The letters of the challenges, as they are drawn; the answer may come in any case. Left out are those that
 * a person took for another once turned and crossed by a line in this font (L for E, N for M, X for K, …), and
 * where one case of a letter is plainer than the other, only that one is drawn.
 */
export const ALFABETO = 'AbCdegHKMmRSTUW'

/** The parts of svg-captcha's font that are used; its types do not name the font. */
interface Trazo {
  type: string
  x: number
  y: number
  x1: number
  y1: number
}
interface ConFuente {
  font: { charToGlyph(letra: string): { getPath(x: number, y: number, alto: number): { commands: Trazo[] } } }
}

const PASOS_DE_CURVA = 4
const cache = new Map<string, readonly Contorno[]>()

/**
 * The outline of a letter of svg-captcha's font, one unit per em, centred on the origin.
 * The font draws each letter hollow, with a rim and a shadow; only the hollow is kept, as solid strokes:
 * a person reads them better among lines and noise. To be filled by the even-odd rule.
 */
export function contornosDe(letra: string): readonly Contorno[] {
  const contornos = cache.get(letra) ?? centrar(macizos(aplanar(letra)))
  cache.set(letra, contornos)
  return contornos
}

function aplanar(letra: string): Contorno[] {
  const { font } = svgCaptcha.options as typeof svgCaptcha.options & ConFuente
  const contornos: Punto[][] = []
  let [x, y] = [0, 0]
  for (const trazo of font.charToGlyph(letra).getPath(0, 0, 1).commands) {
    if (trazo.type === 'Z') continue
    if (trazo.type === 'M') contornos.push([])
    const contorno = contornos.at(-1)
    for (let paso = 1; trazo.type === 'Q' && paso < PASOS_DE_CURVA; paso++) {
      const t = paso / PASOS_DE_CURVA
      const mezcla = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t ** 2 * c
      contorno?.push([mezcla(x, trazo.x1, trazo.x), mezcla(y, trazo.y1, trazo.y)])
    }
    contorno?.push([trazo.x, trazo.y])
    ;[x, y] = [trazo.x, trazo.y]
  }
  return contornos.filter(({ length }) => length > 2)
}

/** Keeps the contours inside one other (the hollow) and inside two (the eyes in it). */
function macizos(contornos: Contorno[]): Contorno[] {
  return contornos.filter(([punto], i) => {
    const fuera = contornos.filter((otro, j) => j !== i && punto && contiene(otro, punto))
    return fuera.length === 1 || fuera.length === 2
  })
}

function centrar(contornos: readonly Contorno[]): Contorno[] {
  const { izquierda, derecha, arriba, abajo } = caja(contornos)
  return transformar(contornos, ([x, y]) => [x - (izquierda + derecha) / 2, y - (arriba + abajo) / 2])
}
