import { fileURLToPath } from 'node:url'
import svgCaptcha from 'svg-captcha'

/**
 * The letters of the challenges; the answer may come in any case. Of each set that people take for one another
 * at most one is here: O Q G C D, E F P R B, H N, K X, V Y, L I; and no vowel, so that no picture is a word. Among
 * the rest these overlap least in this font when turned and blurred (docs/decisions/0027).
 */
export const ALPHABET = 'CFHJKLMSTWYZ'

/** The parts of svg-captcha's font that are used; its types do not name the font. */
interface WithFont {
  font: { charToGlyph(letter: string): Glyph }
}
interface Glyph {
  getPath(
    x: number,
    y: number,
    height: number,
  ): { getBoundingBox(): Box; toPathData(decimals: number): string }
}
interface Box {
  x1: number
  y1: number
  x2: number
  y2: number
}

// Atkinson Hyperlegible Bold, made so that no letter looks like another to who sees little; these letters alone.
svgCaptcha.loadFont(fileURLToPath(new URL('letras.ttf', import.meta.url)))
const { font } = svgCaptcha.options as typeof svgCaptcha.options & WithFont

/** The outline of a letter so many units high to the em, centred on the origin, as the data of an SVG path. */
export function outlineOf(letter: string, height: number): string {
  const glyph = font.charToGlyph(letter)
  const { x1, x2, y1, y2 } = glyph.getPath(0, 0, height).getBoundingBox()
  return glyph.getPath(-(x1 + x2) / 2, -(y1 + y2) / 2, height).toPathData(1)
}
