import { outlineOf } from './glyphs.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Displayed size, in CSS pixels. */
export const PICTURE_SIZE = { width: 230, height: 70 } as const
const MARGIN = 5
/** The em size; the letters, all capitals, are two thirds of it. */
const FONT_SIZE = 56

/** How far letters are moved, turned and slanted, how small they get, and how many lines stand behind them. */
interface Look {
  shift: number
  turn: number
  slant: number
  smallest: number
  lines: number
}
export const EASY: Look = { shift: 4, turn: 6, slant: 4, smallest: 0.93, lines: 1 }
/** What who pays without scripts gets: still letters that stand apart, over lines that hide none (decision 51). */
export const HARD: Look = { shift: 9, turn: 18, slant: 12, smallest: 0.72, lines: 4 }

/**
 * Draws a text as white-on-black SVG: separate, nearly upright letters over one thin grey line that hides
 * none of them. Made for people to read at a glance; programs read it too (docs/decisions/0027).
 */
export function draw(text: string, random: SeededRandom, look: Look): string {
  const { width, height } = PICTURE_SIZE
  const spacing = (width - 2 * MARGIN) / text.length
  const glyphs = [...text].map((letter, i) => {
    const x = MARGIN + (i + 0.5) * spacing + random.between(-1, 1)
    const y = height / 2 + random.between(-look.shift, look.shift)
    const rotation = `rotate(${decimal(random.between(-look.turn, look.turn))}) skewX(${decimal(random.between(-look.slant, look.slant))})`
    const size = FONT_SIZE * random.between(look.smallest, 1)
    return `<path transform="translate(${decimal(x)} ${decimal(y)}) ${rotation}" d="${outlineOf(letter, size)}"/>`
  })
  const curves = Array.from({ length: look.lines }, () => {
    const [a, b, c, d] = [0, 1, 2, 3].map(() => decimal(random.between(0.2 * height, 0.8 * height)))
    return `M0 ${a}C${decimal(width / 3)} ${b} ${decimal((2 * width) / 3)} ${c} ${width} ${d}`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill="#fff">`,
    '<rect width="100%" height="100%" fill="#000"/>',
    `<path fill="none" stroke="#777" stroke-width="1.5" d="${curves.join('')}"/>`,
    ...glyphs,
    '</svg>',
  ].join('')
}

const decimal = (value: number) => value.toFixed(1)
