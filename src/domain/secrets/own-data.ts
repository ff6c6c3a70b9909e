/** Claves made of their owner's own data (product.md “Fields”: clave). */

import type { RefusalCode } from '../outcome/refusals.ts'
import { codePointLength, stripAccents } from '../values/text.ts'

/** Names and e-mail parts shorter than this are ignored: too many claves contain them by chance. */
const MIN_PART_LENGTH = 4

/** Personal data that a clave must not contain; any of it may be unknown. */
export interface ClaveOwnerData {
  /** Canonical RUT or NIE. */
  identificador?: string
  nombres?: readonly (string | null)[]
  email?: string | null
  /** Of an organisation. */
  razonSocial?: string | null
  /** `yyyy-mm-dd`. */
  fechaNacimiento?: string | null
  /** Nine digits. */
  celular?: string | null
  /** Of an organisation's representative, who is the one that uses it. */
  rutRepresentante?: string | null
  emailRepresentante?: string | null
  celularRepresentante?: string | null
}

/**
 * How a clave is compared: without case or accents (ñ as n), other shapes of a letter (`ａ`, `ⓐ`, `𝐚`) as that letter,
 * and without what is not seen.
 */
export const toPlain = (text: string): string =>
  stripAccents(text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '')).toLowerCase()

/**
 * Judges whether a clave contains its owner's data. Ignores case, accents and what stands between.
 * @returns null if it does not, or the first refusal: `clave_contiene_identificador`, `clave_contiene_nombre`,
 *   `clave_contiene_razon_social`, `clave_contiene_email`, `clave_contiene_fecha`, `clave_contiene_celular`.
 */
export function judgeOwnData(clave: string, data: ClaveOwnerData): RefusalCode | null {
  const plain = toPlain(clave)
  const compact = keepLettersAndNumbers(plain)
  const contains = (part: string) => {
    const compactPart = keepLettersAndNumbers(part)
    return plain.includes(part) || (compactPart.length >= MIN_PART_LENGTH && compact.includes(compactPart))
  }
  const has = (values: (string | null | undefined)[], test: (value: string) => boolean) =>
    values.some((value) => value && test(value))
  if (has([data.identificador, data.rutRepresentante], (number) => contains(startOfNumber(number))))
    return 'clave_contiene_identificador'
  if (nombreWords(data.nombres ?? []).some((word) => plain.includes(word))) return 'clave_contiene_nombre'
  if (nombreWords([data.razonSocial ?? null]).some((word) => plain.includes(word)))
    return 'clave_contiene_razon_social'
  const containsLocalPart = (email: string) =>
    localPart(email).length >= MIN_PART_LENGTH && contains(localPart(email))
  if (has([data.email, data.emailRepresentante], containsLocalPart)) return 'clave_contiene_email'
  const digits = plain.replace(/\D/g, '')
  if (data.fechaNacimiento && waysOfWriting(data.fechaNacimiento).some((date) => digits.includes(date)))
    return 'clave_contiene_fecha'
  if (has([data.celular, data.celularRepresentante], (celular) => digits.includes(startOfCelular(celular))))
    return 'clave_contiene_celular'
  return null
}

const keepLettersAndNumbers = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')

/** The first six characters of a RUT's number or a NIE, from which the rest can be guessed in a few tries. */
function startOfNumber(identificador: string): string {
  const withoutDigit = identificador.replace(/^(\d+)-[\dK]$/, '$1')
  return keepLettersAndNumbers(toPlain(withoutDigit)).slice(0, 6)
}

/** The six digits after the 9. */
const startOfCelular = (celular: string): string => celular.slice(1, 7)

function nombreWords(nombres: readonly (string | null)[]): string[] {
  const words = nombres.flatMap((name) => toPlain(name ?? '').split(/[^\p{L}\p{M}]+/u))
  return words.filter((word) => codePointLength(word) >= MIN_PART_LENGTH)
}

/** The part before the @, without a `+tag`. */
function localPart(email: string): string {
  return toPlain(email).replace(/[@+].*$/s, '')
}

/** Day first and year first, with four and two digits of the year. */
function waysOfWriting(fecha: string): string[] {
  const [year = '', month = '', day = ''] = fecha.split('-')
  return [year, year.slice(2)].flatMap((anno) => [`${day}${month}${anno}`, `${anno}${month}${day}`])
}
