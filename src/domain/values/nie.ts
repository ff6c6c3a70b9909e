import type { Parsed } from '../outcome/parsed.ts'
import { compactRut, parseRut } from './rut.ts'
import { cleanText, normalizeHyphens } from './text.ts'

/** product.md “Fields”, nie: 4 to 20 letters and digits. */
const NIE = /^[A-Z0-9]{4,20}$/
/** What people write before the number: “Pasaporte N° …”. */
const LEADING_WORDS =
  /^\s*(?:(?:pasaporte|passport)\b[\s:]*)?(?:(?:n[°º]|№|n(?:ro|[uú]m(?:ero)?|o)?\.)\s*|(?:nro|n[uú]mero)\s+)?/iu
/** Signs that NFKC would turn into letters of the number. */
const SIGNS_OF_LETTERS = /[ºª™℠№]/

/**
 * Parses the number of a foreign identity document, which has no check digit: letters and digits in any case,
 * with spaces, dots, punctuation or hyphens between them, and “pasaporte” or “N°” before them. A RUT preceded
 * by words (“Cédula N° …”) is accepted too, so that the person is pointed to the right form (product.md “Fields”,
 * nie: “a hint …, never a refusal”).
 * @returns the canonical form, upper case without separators; or `nie_formato`.
 */
export function parseNie(text: string): Parsed<string> {
  const bare = text.replace(LEADING_WORDS, '')
  const nie = normalizeHyphens(cleanText(bare.normalize('NFKC')))
    .replace(/[ .,:;-]/g, '')
    .toUpperCase()
  if (NIE.test(nie) && !SIGNS_OF_LETTERS.test(bare)) return { ok: true, value: nie }
  const rut = parseRut(text)
  return rut.ok ? { ok: true, value: rut.value.replace('-', '') } : { ok: false, code: 'nie_formato' }
}

/**
 * Whether a text refused as a RUT is probably a foreign document number: it parses as one, has digits, and
 * has either ten characters or more or a letter other than a final K, which an incomplete RUT never has.
 */
export function looksLikeNie(text: string): boolean {
  const parsed = parseNie(compactRut(text))
  return (
    parsed.ok &&
    /\d/.test(parsed.value) &&
    (/[A-Z]/.test(parsed.value.replace(/K$/, '')) || parsed.value.length > 9)
  )
}
