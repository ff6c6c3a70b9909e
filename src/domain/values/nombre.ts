import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, codePointLength, normaliseHyphens } from './text.ts'

const MAX_NOMBRE_LENGTH = 100

const APOSTROPHES = /[´`‘‛′‵ʹʼ＇ˈˊˋ]/g
const MIDDLE_DOTS = /[•‧∙⋅・･]/g

/**
 * Reads a name or surname: letters of any language with their marks, blanks, apostrophes, hyphens and dots (the middle
 * one of Catalan too), with one letter at least. Accents, primes and quotes that keyboards and programs give for an
 * apostrophe become one, dots of the same height the middle one, and dashes a hyphen.
 * @returns the name, cleaned, at most 100 characters; or `nombre_caracteres` or `texto_largo`.
 */
export function parseNombre(text: string): Parsed<string> {
  const nombre = normaliseHyphens(cleanText(text)).replace(APOSTROPHES, "'").replace(MIDDLE_DOTS, '·')
  if (!/^[\p{L}\p{M} '’.·-]*$/u.test(nombre) || !/\p{L}/u.test(nombre))
    return { ok: false, code: 'nombre_caracteres' }
  if (codePointLength(nombre) > MAX_NOMBRE_LENGTH) return { ok: false, code: 'texto_largo' }
  return { ok: true, value: nombre }
}
