/**
 * Reads the captcha by template matching, as an attacker could write it in an afternoon: splits the dark ink at
 * blank columns and picks the most similar letter of the font for each piece.
 */
import sharp from 'sharp'
import { ALPHABET, outlineOf } from '../../src/security/captcha/glyphs.ts'

/** Shades darker than this belong to letters, not to the line drawn over them. */
const INK = 110
const SIDE = 24

interface Plane {
  width: number
  height: number
  /** Whether each pixel is ink, row by row. */
  ink: boolean[]
}

async function planeOf(picture: Buffer): Promise<Plane> {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, ink: Array.from(data, (shade) => shade < INK) }
}

/** Samples a piece on a SIDE × SIDE grid fitted to its edges: 1 where there is ink. */
function shapeOf({ width, height, ink }: Plane, from: number, to: number): number[] {
  const rows = Array.from({ length: height }, (_, y) => ink.slice(y * width + from, y * width + to))
  const inked = rows.filter((row) => row.includes(true))
  return Array.from({ length: SIDE * SIDE }, (_, cell) => {
    const row = inked[Math.floor((((cell / SIDE) | 0) / SIDE) * inked.length)] ?? []
    return row[Math.floor(((cell % SIDE) / SIDE) * row.length)] ? 1 : 0
  })
}

/** Shapes of the pieces of ink between blank columns. */
function pieces(plane: Plane): number[][] {
  const { width, height, ink } = plane
  const inked = Array.from({ length: width }, (_, x) =>
    Array.from({ length: height }, (_row, y) => ink[y * width + x]).includes(true),
  )
  const starts = inked.flatMap((is, x) => (is && !inked[x - 1] ? [x] : []))
  return starts.map((from) => {
    const end = inked.indexOf(false, from)
    return shapeOf(plane, from, end < 0 ? width : end)
  })
}

async function templates(): Promise<[letter: string, shape: number[]][]> {
  const made = [...ALPHABET].map(async (letter): Promise<[string, number[]][]> => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-64 -64 128 128" width="128" height="128"><rect x="-64" y="-64" width="128" height="128" fill="#fff"/><path d="${outlineOf(letter, 112)}"/></svg>`
    return pieces(await planeOf(Buffer.from(svg))).map((shape) => [letter, shape])
  })
  return (await Promise.all(made)).flat()
}

const similarity = (a: readonly number[], b: readonly number[]) => a.filter((v, i) => v === b[i]).length

/** @returns a function that reads a picture. */
export async function templateReader(): Promise<(picture: Buffer) => Promise<string>> {
  const known = await templates()
  const letterOf = (shape: number[]) =>
    known.reduce(
      (best, one) => (similarity(one[1], shape) > similarity(best[1], shape) ? one : best),
      known[0] ?? ['', []],
    )[0]
  return async (picture) =>
    pieces(await planeOf(picture))
      .map(letterOf)
      .join('')
}
