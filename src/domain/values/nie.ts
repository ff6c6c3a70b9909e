import type { Parsed } from '../outcome/parsed.ts'
import { compactRut, parseRut } from './rut.ts'
import { cleanText, normaliseHyphens } from './text.ts'

/** So many letters and numbers has the number of an identity document (product.md “Fields”, nie). */
const NIE = /^[A-Z0-9]{4,20}$/

/**
 * Reads the number of a foreign identity document: letters and numbers in any case, with blanks, dots or any kind
 * of hyphen between them. It has no check digit. An RUT with words before it that make no such number is read too, so
 * that the person is told of the right form (product.md “Fields”, nie: “a hint …, never a refusal”).
 * @returns the canonical form, upper-case and without separators, under which two are the same; or `nie_formato`.
 */
export function parseNie(text: string): Parsed<string> {
  const nie = normaliseHyphens(cleanText(text.normalize('NFKC')))
    .replace(/[ .,:;-]/g, '')
    .toUpperCase()
  if (NIE.test(nie)) return { ok: true, value: nie }
  const rut = parseRut(text)
  return rut.ok ? { ok: true, value: rut.value.replace('-', '') } : { ok: false, code: 'nie_formato' }
}

/**
 * Whether what was typed for an RUT, and is none, is rather the number of a foreign document: it reads as one, has
 * figures, and is no unfinished RUT, which has neither letters besides its K nor ten figures.
 */
export function looksLikeNie(text: string): boolean {
  const parsed = parseNie(compactRut(text))
  return (
    parsed.ok &&
    /\d/.test(parsed.value) &&
    (/[A-Z]/.test(parsed.value.replace(/K$/, '')) || parsed.value.length > 9)
  )
}
