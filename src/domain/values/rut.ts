import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, normalizeHyphens, stripAccents } from './text.ts'

/** First number that the Servicio de Impuestos Internos assigns to organisations. */
const FIRST_EMPRESA_RUT = 50_000_000

/** Six to eight digits: nobody alive holds a number below 100,000, so a shorter one is a typing error. */
const RUT = /^0*([1-9]\d{5,7})-?([\dK])$/
/** A number whose check digit is missing. */
const WITHOUT_CHECK_DIGIT = /^0*[1-9]\d{5,7}-?$/
/** Ends in a group of three, as in 12.345.678: its last digit cannot be the check digit. */
const LAST_GROUP = /\d[ .,·]\d{3}[ .,]*$/

/** Leaves room for words before the number and spaces. */
const MAX_LENGTH = 100

/** What people and documents write before the number, compacted. */
const LEADING_WORDS =
  /^(?:(?:SU|MI|EL|CEDULA|CARNET|CARNE|ROL|UNICO|TRIBUTARIO|NACIONAL|DE|IDENTIDAD|DNI|ID|RUT|RUN|CNI|CI|CHILE|CHL|CL|ES|NUMERO|NRO|NUM|NO|N)\/?)*-?(?=\d)/
/** What documents write after it, compacted. */
const TRAILING_WORDS = /(?<=[\dK])-?(?:CHILE|CHL)$/

/** Strips leading words, separators and accents, and converts to upper case. Hyphens stay. */
export const compactRut = (text: string): string =>
  normalizeHyphens(stripAccents(cleanText(text.normalize('NFKC'))))
    .replace(/[ .,·:;#°()[\]{}<>‹›«»"'“”„‘’`]/g, '')
    .toUpperCase()
    .replace(LEADING_WORDS, '')
    .replace(TRAILING_WORDS, '')

/**
 * Parses a RUT in any usual notation: dots, commas or spaces between thousands, any dash or none, k or K,
 * leading zeros, full-width digits, pasted zero-width characters, and “RUT”, “RUN”, “C.I.”, “CL” and the like
 * before it.
 * @returns the canonical `12345678-5`; or `rut_formato`, `rut_sin_digito` or `rut_digito`.
 */
export function parseRut(text: string): Parsed<string> {
  const compact = compactRut(text)
  const [, number, digit] = RUT.exec(compact) ?? []
  const withoutDigit = WITHOUT_CHECK_DIGIT.test(compact)
  if (withoutDigit && LAST_GROUP.test(cleanText(text.normalize('NFKC'))))
    return { ok: false, code: 'rut_sin_digito' }
  if (number && digit && checkDigit(Number(number)) === digit)
    return { ok: true, value: `${number}-${digit}` }
  if (withoutDigit) return { ok: false, code: 'rut_sin_digito' }
  return { ok: false, code: number ? 'rut_digito' : 'rut_formato' }
}

/**
 * Formats a RUT typed without hyphen for the person to check, since its last digit may belong to the number.
 * @returns null if it has a hyphen or is not a valid RUT.
 */
export function formatWithoutHyphen(text: string): string | null {
  if (text.length > MAX_LENGTH) return null
  const parsed = parseRut(text)
  return parsed.ok && !compactRut(text).includes('-') ? formatRut(parsed.value) : null
}

/** The check digit, `0` to `9` or `K`: modulo 11 with weights 2 to 7 from the right. */
export function checkDigit(number: number): string {
  let sum = 0
  let weight = 2
  for (let rest = number; rest > 0; rest = Math.floor(rest / 10)) {
    sum += (rest % 10) * weight
    weight = weight === 7 ? 2 : weight + 1
  }
  const digit = 11 - (sum % 11)
  if (digit === 11) return '0'
  return digit === 10 ? 'K' : String(digit)
}

/** From the canonical `12345678-5` to `12.345.678-5`, for display. */
export function formatRut(rut: string): string {
  return rut.replace(/\d(?=(?:\d{3})+-)/g, '$&.')
}

/** Whether a canonical RUT is in the organisations' range, 50,000,000 and above (product.md “Fields”). */
export function isEmpresaRut(rut: string): boolean {
  return Number.parseInt(rut, 10) >= FIRST_EMPRESA_RUT
}
