import type { Parsed } from '../outcome/parsed.ts'
import { toAsciiDigits } from './text.ts'

/**
 * Parses the number of children, 0 to 30 (product.md “Fields”, cantidadHijos).
 * @returns the number as text, without leading zeros; or `hijos_formato`.
 */
export function parseCantidadHijos(text: string): Parsed<string> {
  const digits = toAsciiDigits(text)
  const count = /^\d{1,3}$/.test(digits) ? Number(digits) : Number.NaN
  return count <= 30 ? { ok: true, value: String(count) } : { ok: false, code: 'hijos_formato' }
}
