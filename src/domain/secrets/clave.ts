/** The rules of the CS itself (product.md “Fields”: clave) and the shape of a temporary one (“Recuperar”). */

import { COMMON_CLAVES } from '../data/claves-comunes.ts'
import type { Parsed } from '../outcome/parsed.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { codePointLength, hasInvalidCharacters, stripAccents } from '../values/text.ts'
import { isRepetition, isRun } from './predictable-clave.ts'

const MIN_LENGTH = 8
const MAX_LENGTH = 10
/** Shorter names and parts of an address are in too many keys by chance. */
const MIN_PART_LENGTH = 4

/** Capitals and digits that nobody takes for one another: without 0 O, 1 I L. */
export const PROVISORIA_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
export const PROVISORIA_LENGTH = 10

/** What a key must not contain. Names and e-mail may be unknown. */
interface ClaveOwnerData {
  /** Canonical RUT or NIE. */
  identificador?: string
  nombres?: readonly (string | null)[]
  email?: string | null
  /** Of an organisation. */
  razonSocial?: string | null
}

/**
 * Reads a new key: 8 to 10 code points in NFC. Never trimmed, its case is kept.
 * @returns the key in NFC; or `caracteres_invalidos`, `clave_corta` or `clave_larga`.
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
 * Judges whether a new key of the right length is hard to guess for that person. Case and accents never make a
 * difference here.
 * @returns null when it may be used, or the first refusal: `clave_contiene_identificador`,
 *   `clave_contiene_nombre`, `clave_contiene_email`, `clave_contiene_sence`, `clave_repetida`, `clave_corrida`,
 *   `clave_comun`.
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

/** The first six characters of an RUT's number or an NIE: who knows those knows the rest within a few tries. */
function startOfNumber(identificador: string): string {
  const withoutDigit = identificador.replace(/^(\d+)-[\dK]$/, '$1')
  return keepLettersAndNumbers(toPlain(withoutDigit)).slice(0, 6)
}

function nombreWords(nombres: readonly (string | null)[]): string[] {
  const words = nombres.flatMap((name) => toPlain(name ?? '').split(/[^\p{L}\p{M}]+/u))
  return words.filter((word) => codePointLength(word) >= MIN_PART_LENGTH)
}

/** What comes before the @, without the label after a plus sign. */
function localPart(email: string): string {
  return toPlain(email).replace(/[@+].*$/s, '')
}

/**
 * A temporary key as it is compared: product.md “Tries”: “taken in any case, blanks ignored”; so are hyphens, and the full
 * stop or the quotes that stood around it in a message.
 */
export function normalizeProvisoria(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
}

/** Whether a text, once normalised, could be a temporary key. */
export function looksLikeProvisoria(text: string): boolean {
  const clave = normalizeProvisoria(text)
  return (
    clave.length === PROVISORIA_LENGTH && [...clave].every((letter) => PROVISORIA_ALPHABET.includes(letter))
  )
}
