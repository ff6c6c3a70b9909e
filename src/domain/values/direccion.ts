import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, codePointLength, hasInvalidCharacters } from './text.ts'

/**
 * Reads free text of one line, such as an address: whatever can be seen. HTML and quotes are kept as written;
 * views escape them.
 * @param max characters that fit.
 * @returns the text, cleaned (may be empty); or `caracteres_invalidos` or `texto_largo`.
 */
export function parseFreeText(text: string, max: number): Parsed<string> {
  const clean = cleanText(text)
  if (hasInvalidCharacters(clean)) return { ok: false, code: 'caracteres_invalidos' }
  if (codePointLength(clean) > max) return { ok: false, code: 'texto_largo' }
  return { ok: true, value: clean }
}
