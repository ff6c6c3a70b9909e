import type { Parsed } from '../outcome/parsed.ts'
import { parseFreeText } from './direccion.ts'

export const MAX_RAZON_SOCIAL_LENGTH = 150

/**
 * Parses the name of an organisation: free text with at least one letter or digit.
 * @returns the cleaned name; or `razon_social_caracteres`, `caracteres_invalidos` or `texto_largo`.
 */
export function parseRazonSocial(text: string): Parsed<string> {
  const parsed = parseFreeText(text, MAX_RAZON_SOCIAL_LENGTH)
  if (!parsed.ok || /[\p{L}\p{N}]/u.test(parsed.value)) return parsed
  return { ok: false, code: 'razon_social_caracteres' }
}
