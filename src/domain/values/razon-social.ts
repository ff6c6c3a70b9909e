import type { Parsed } from '../outcome/parsed.ts'
import { parseFreeText } from './direccion.ts'

export const MAX_RAZON_SOCIAL_LENGTH = 150

/**
 * Reads the name of an organisation: whatever can be seen, with one letter or number at least.
 * @returns the name, cleaned; or `razon_social_caracteres`, `caracteres_invalidos` or `texto_largo`.
 */
export function parseRazonSocial(text: string): Parsed<string> {
  const parsed = parseFreeText(text, MAX_RAZON_SOCIAL_LENGTH)
  if (!parsed.ok || /[\p{L}\p{N}]/u.test(parsed.value)) return parsed
  return { ok: false, code: 'razon_social_caracteres' }
}
