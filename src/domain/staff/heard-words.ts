/** Words as somebody hears them by phone: spelling, accents and case tell nothing (product.md “Calls”). */
import { stripAccents } from '../values/text.ts'

/** Said and written or not, and in any place. */
const PARTICLES = new Set([
  'a',
  'al',
  'd',
  'da',
  'de',
  'del',
  'do',
  'dos',
  'e',
  'el',
  'i',
  'la',
  'las',
  'los',
])

/** How letters that sound alike in Chile are written, in this order. */
const SOUNDS: readonly [RegExp, string][] = [
  [/ch/g, '1'],
  [/sh/g, '1'],
  [/ph/g, 'f'],
  [/h/g, ''],
  [/qu(?=[ei])/g, 'k'],
  [/gu(?=[ei])/g, 'g'],
  [/g(?=[ei])/g, 'j'],
  [/sc(?=[ei])/g, 's'],
  [/c(?=[ei])/g, 's'],
  [/[cq]/g, 'k'],
  [/z/g, 's'],
  [/x/g, 's'],
  [/[vw]/g, 'b'],
  [/ll/g, 'i'],
  [/y/g, 'i'],
  [/(\D)\1+/g, '$1'],
  [/^0+(?=\d)/, ''],
]

/** The words of a text as they sound, without particles; numbers without zeros before them. */
export const heardWords = (text: string | null): string[] =>
  stripAccents(text ?? '')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !PARTICLES.has(word))
    .map((word) => SOUNDS.reduce((heard, [written, sound]) => heard.replace(written, sound), word))
