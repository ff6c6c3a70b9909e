import type { Parsed } from '../outcome/parsed.ts'
import { toAsciiDigits } from './text.ts'

/**
 * Reads a code of 6 digits that was sent by mail or SMS: with any signs, blanks or invisible marks between or around
 * them, or with the words that stood before and after, where no other number of 6 digits does.
 * @returns the digits; or `codigo_formato`.
 */
export function parseCodigo(text: string): Parsed<string> {
  const digits = toAsciiDigits(text).replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
  const joined = digits.replace(/[^\p{L}\p{N}]/gu, '')
  const [code, ...others] = /^\d+$/.test(joined)
    ? [joined]
    : (digits.match(/(?<!\d)\d{3}[^\p{L}\p{N}]?\d{3,}/gu) ?? [])
  const value = code?.replace(/\D/g, '') ?? ''
  return value.length === 6 && others.length === 0
    ? { ok: true, value }
    : { ok: false, code: 'codigo_formato' }
}
