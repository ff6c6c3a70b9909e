import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, codePointLength, normalizeHyphens } from './text.ts'

const MAX_NOMBRE_LENGTH = 100

const APOSTROPHES = /[´`‘‛′‵ʹʼ＇ˈˊˋ]/g
const MIDDLE_DOTS = /[•‧∙⋅・･]/g

/**
 * Parses a name or surname: letters of any script with their marks, spaces, apostrophes, hyphens and dots
 * (including the Catalan middle dot), with at least one letter. Apostrophe, middle dot and dash look-alikes
 * are replaced by the usual character.
 * @returns the cleaned name, at most 100 code points; or `nombre_caracteres` or `texto_largo`.
 */
export function parseNombre(text: string): Parsed<string> {
  const nombre = normalizeHyphens(cleanText(text)).replace(APOSTROPHES, "'").replace(MIDDLE_DOTS, '·')
  if (!/^[\p{L}\p{M} '’.·-]*$/u.test(nombre) || !/\p{L}/u.test(nombre))
    return { ok: false, code: 'nombre_caracteres' }
  if (codePointLength(nombre) > MAX_NOMBRE_LENGTH) return { ok: false, code: 'texto_largo' }
  return { ok: true, value: nombre }
}
