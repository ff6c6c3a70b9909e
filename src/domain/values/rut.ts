import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, normaliseHyphens, stripAccents } from './text.ts'

/** From here on the Servicio de Impuestos Internos gives numbers to organisations. */
const FIRST_EMPRESA_RUT = 50_000_000

/** Six to eight digits: below 100.000 nobody alive holds a number, and such a text is a slip of the hand. */
const RUT = /^0*([1-9]\d{5,7})-?([\dK])$/
/** A number that stops where its check digit should come. */
const WITHOUT_CHECK_DIGIT = /^0*[1-9]\d{5,7}-?$/
/** A last group of three, as in 12.345.678, is part of the number whatever the figures say. */
const LAST_GROUP = /\d[ .,·]\d{3}[ .,]*$/

/** With words before it and blanks everywhere. */
const RUT_MAX_LENGTH = 100

/** What people and documents write before the number, without blanks, accents and signs. */
const RESTRICTED_WORDS =
  /^(?:SU|MI|EL|CEDULA|CARNET|NACIONAL|DE|IDENTIDAD|RUT|RUN|CNI|CI|CHILE|CHL|CL|ES|NUMERO|NRO|NUM|NO|N)*-?(?=\d)/

/** The text without the words before its number and without what only parts or surrounds its figures. */
export const compactRut = (text: string): string =>
  normaliseHyphens(stripAccents(cleanText(text.normalize('NFKC'))))
    .replace(/[ .,·:;#°()]/g, '')
    .toUpperCase()
    .replace(RESTRICTED_WORDS, '')

/**
 * Reads an RUT in any usual way of writing it: dots, commas or blanks between thousands, typographic dashes or
 * none, k or K, leading zeros, full-width digits, zero-width characters pasted with it, “RUT”, “RUN”, “C.I.”, “CL”
 * and the like before it.
 * @returns the canonical `12345678-5`, or `rut_formato`, `rut_sin_digito` or `rut_digito`.
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
 * An RUT that was typed without hyphen, as it is shown back to be looked at: its last figure might be of the number.
 * @returns null when it has its hyphen or is none.
 */
export function formatWithoutHyphen(text: string): string | null {
  if (text.length > RUT_MAX_LENGTH) return null
  const parsed = parseRut(text)
  return parsed.ok && !compactRut(text).includes('-') ? formatRut(parsed.value) : null
}

/** The check digit of a number, `0` to `9` or `K`: module 11 with weights 2 to 7 from the right. */
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

/** From the canonical `12345678-5` to `12.345.678-5`, as people read it. */
export function formatRut(rut: string): string {
  return rut.replace(/\d(?=(?:\d{3})+-)/g, '$&.')
}

/** Whether a canonical RUT is in the range of organisations (50.000.000 and above; product.md “Fields”). */
export function isEmpresaRut(rut: string): boolean {
  return Number.parseInt(rut, 10) >= FIRST_EMPRESA_RUT
}
