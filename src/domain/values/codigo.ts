import type { Parsed } from '../outcome/parsed.ts'
import { toAsciiDigits } from './text.ts'

/**
 * Parses the 6-digit code sent by mail or SMS. Separators and invisible characters are ignored, and so is
 * text pasted around the code, unless it holds another number that could be the code.
 * @returns the six digits; or `codigo_formato`.
 */
export function parseCodigo(text: string): Parsed<string> {
  const digits = toAsciiDigits(text).replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
  const joined = digits.replace(/[^\p{L}\p{N}]/gu, '')
  const [found, ...others] = /^\d+$/.test(joined)
    ? [joined]
    : (digits.match(/(?<!\d)\d{3}[^\p{L}\p{N}]?\d{3,}/gu) ?? [])
  const value = found?.replace(/\D/g, '') ?? ''
  return value.length === 6 && others.length === 0
    ? { ok: true, value }
    : { ok: false, code: 'codigo_formato' }
}
