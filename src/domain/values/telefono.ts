/**
 * Chile's numbering plan (Subtel): a mobile is `9` plus 8 digits; a landline has 9 digits with its area code.
 */
import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, normalizeHyphens } from './text.ts'

const CELULAR = /^(?:(?:(?:\+|00)?56)?0?9)?(\d{8})$/
const LANDLINE = /^(?:(?:\+|00)?56|0)?(2\d{8}|(?:3[2-5]|4[1-5]|5[123578]|6[13457]|7[1235])\d{7})$/

function stripSeparators(text: string): string {
  return normalizeHyphens(cleanText(text.normalize('NFKC'))).replace(/^tel:|[ .,()/-]/gi, '')
}

/**
 * Parses a mobile number: the 8 digits after `+56 9`, with or without that prefix.
 * @returns nine digits starting with 9; or `celular_formato`.
 */
export function parseCelular(text: string): Parsed<string> {
  const [, number] = CELULAR.exec(stripSeparators(text)) ?? []
  return number === undefined ? { ok: false, code: 'celular_formato' } : { ok: true, value: `9${number}` }
}

/**
 * Parses a landline with its area code, with or without `+56`.
 * @returns nine digits; or `telefono_formato`.
 */
export function parseTelefono(text: string): Parsed<string> {
  const [, number] = LANDLINE.exec(stripSeparators(text)) ?? []
  return number === undefined ? { ok: false, code: 'telefono_formato' } : { ok: true, value: number }
}

/** From `987654321` to `+56 9 8765 4321`. */
export function formatCelular(celular: string): string {
  return celular.replace(/^(\d)(\d{4})(\d{4})$/, '+56 $1 $2 $3')
}

/** From `223456789` to `+56 2 2345 6789`, from `321234567` to `+56 32 123 4567`. */
export function formatTelefono(telefono: string): string {
  if (telefono.startsWith('2')) return formatCelular(telefono)
  return telefono.replace(/^(\d{2})(\d{3})(\d{4})$/, '+56 $1 $2 $3')
}
