import { fileURLToPath } from 'node:url'
import svgCaptcha from 'svg-captcha'

/**
 * Letters of the challenges, answered in either case. At most one of each set that people confuse: O Q G C D,
 * E F P R B, H N, K X, V Y, L I. No vowels, so that no image is a word. Of what remains, these overlap least
 * in this font when rotated and blurred (docs/decisions/0027).
 */
export const ALPHABET = 'CFHJKLMSTWYZ'

/** The parts of svg-captcha's font used here; its types omit them. */
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

// Atkinson Hyperlegible Bold, designed for low vision so that letters stay distinct; a subset with these
// letters.
svgCaptcha.loadFont(fileURLToPath(new URL('glyphs.ttf', import.meta.url)))
const { font } = svgCaptcha.options as typeof svgCaptcha.options & WithFont

/**
 * SVG path data of a letter, centred on the origin.
 * @param height of the em.
 */
export function outlineOf(letter: string, height: number): string {
  const glyph = font.charToGlyph(letter)
  const { x1, x2, y1, y2 } = glyph.getPath(0, 0, height).getBoundingBox()
  return glyph.getPath(-(x1 + x2) / 2, -(y1 + y2) / 2, height).toPathData(1)
}
