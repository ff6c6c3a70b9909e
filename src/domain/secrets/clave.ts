/** Rules for the clave (product.md “Fields”: clave) and format of the clave provisoria (“Recuperar”). */

import { COMMON_CLAVES } from '../data/claves-comunes.ts'
import type { Parsed } from '../outcome/parsed.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { codePointLength, hasInvalidCharacters, stripAccents } from '../values/text.ts'
import { isRepetition, isRun } from './predictable-clave.ts'

const MIN_LENGTH = 8
const MAX_LENGTH = 10
/** Names and e-mail parts shorter than this are ignored: too many claves contain them by chance. */
const MIN_PART_LENGTH = 4

/** Upper-case letters and digits without the look-alikes 0 O 1 I L. */
export const PROVISORIA_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
export const PROVISORIA_LENGTH = 10

/** Personal data that a clave must not contain. Names and e-mail may be unknown. */
interface ClaveOwnerData {
  /** Canonical RUT or NIE. */
  identificador?: string
  nombres?: readonly (string | null)[]
  email?: string | null
  /** Of an organisation. */
  razonSocial?: string | null
}

/**
 * Parses a new clave: 8 to 10 code points in NFC, case-sensitive, never trimmed.
 * @returns the clave in NFC; or `caracteres_invalidos`, `clave_corta` or `clave_larga`.
 */
export function parseClave(text: string): Parsed<string> {
  const clave = text.normalize('NFC')
  if (hasInvalidCharacters(clave)) return { ok: false, code: 'caracteres_invalidos' }
  const length = codePointLength(clave)
  if (length < MIN_LENGTH) return { ok: false, code: 'clave_corta' }
  if (length > MAX_LENGTH) return { ok: false, code: 'clave_larga' }
  return { ok: true, value: clave }
}

/**
 * Judges whether a new clave of valid length is hard to guess, given its owner's data. Ignores case and
 * accents.
 * @returns null if acceptable, or the first refusal: `clave_contiene_identificador`, `clave_contiene_nombre`,
 *   `clave_contiene_razon_social`, `clave_contiene_email`, `clave_contiene_sence`, `clave_repetida`,
 *   `clave_corrida`, `clave_comun`.
 */
export function judgeClave(clave: string, data: ClaveOwnerData): RefusalCode | null {
  const plain = toPlain(clave)
  const compact = keepLettersAndNumbers(plain)
  const contains = (part: string) => {
    const compactPart = keepLettersAndNumbers(part)
    return plain.includes(part) || (compactPart.length >= MIN_PART_LENGTH && compact.includes(compactPart))
  }
  if (data.identificador && contains(startOfNumber(data.identificador))) return 'clave_contiene_identificador'
  if (nombreWords(data.nombres ?? []).some((word) => plain.includes(word))) return 'clave_contiene_nombre'
  if (nombreWords([data.razonSocial ?? null]).some((word) => plain.includes(word)))
    return 'clave_contiene_razon_social'
  const local = localPart(data.email ?? '')
  if (local.length >= MIN_PART_LENGTH && contains(local)) return 'clave_contiene_email'
  if (plain.includes('sence')) return 'clave_contiene_sence'
  if (isRepetition(plain)) return 'clave_repetida'
  if (isRun(plain)) return 'clave_corrida'
  return COMMON_CLAVES.has(plain) ? 'clave_comun' : null
}

const toPlain = (text: string) => stripAccents(text).toLowerCase()
const keepLettersAndNumbers = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')

/** The first six characters of a RUT's number or a NIE, from which the rest can be guessed in a few tries. */
function startOfNumber(identificador: string): string {
  const withoutDigit = identificador.replace(/^(\d+)-[\dK]$/, '$1')
  return keepLettersAndNumbers(toPlain(withoutDigit)).slice(0, 6)
}

function nombreWords(nombres: readonly (string | null)[]): string[] {
  const words = nombres.flatMap((name) => toPlain(name ?? '').split(/[^\p{L}\p{M}]+/u))
  return words.filter((word) => codePointLength(word) >= MIN_PART_LENGTH)
}

/** The part before the @, without a `+tag`. */
function localPart(email: string): string {
  return toPlain(email).replace(/[@+].*$/s, '')
}

/**
 * Canonical form to compare a clave provisoria by: upper case, without spaces (product.md “Tries”: “taken in
 * any case, blanks ignored”), hyphens or punctuation copied along with it from a message.
 */
export function normalizeProvisoria(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
}

/** Whether a text, once normalized, has the format of a clave provisoria. */
export function looksLikeProvisoria(text: string): boolean {
  const clave = normalizeProvisoria(text)
  return (
    clave.length === PROVISORIA_LENGTH && [...clave].every((letter) => PROVISORIA_ALPHABET.includes(letter))
  )
}
