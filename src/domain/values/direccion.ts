import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, codePointLength, hasInvalidCharacters } from './text.ts'

/**
 * Parses one line of free text, such as an address. HTML and quotes are kept as typed; views escape them.
 * @param max maximum length in code points.
 * @returns the cleaned text (may be empty); or `caracteres_invalidos` or `texto_largo`.
 */
export function parseFreeText(text: string, max: number): Parsed<string> {
  const clean = cleanText(text)
  if (hasInvalidCharacters(clean)) return { ok: false, code: 'caracteres_invalidos' }
  if (codePointLength(clean) > max) return { ok: false, code: 'texto_largo' }
  return { ok: true, value: clean }
}
