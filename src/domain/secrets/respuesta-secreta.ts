/** The secret question and its answer (product.md “Fields”: preguntaSecreta, respuestaSecreta). */
import { COMMON_RESPUESTAS, PREGUNTAS, type Pregunta } from '../data/preguntas.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { cleanText, codePointLength, stripAccents } from '../values/text.ts'

export { PREGUNTAS }

const MIN_LENGTH = 3
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const preguntasById = new Map(PREGUNTAS.map((pregunta) => [pregunta.id, pregunta]))

export function preguntaText(id: string): string | undefined {
  return preguntasById.get(id)?.text
}

export function isPregunta(id: string): boolean {
  return preguntasById.has(id)
}

/** Canonical form to compare answers by: NFKC, lower case, no accents, white space trimmed and collapsed. */
export function normalizeRespuesta(text: string): string {
  return cleanText(stripAccents(cleanText(text.normalize('NFKC')).toLowerCase()).normalize('NFKC'))
}

/**
 * Judges whether a secret answer is hard enough to guess.
 * @param clave the clave chosen in the same form, if any.
 * @returns null if acceptable; or `respuesta_corta`, `respuesta_es_la_clave`, `respuesta_en_la_pregunta` or
 *   `respuesta_comun`.
 */
export function judgeRespuesta(respuesta: string, preguntaId: string, clave?: string): RefusalCode | null {
  const normal = normalizeRespuesta(respuesta)
  if (codePointLength(normal) < MIN_LENGTH) return 'respuesta_corta'
  if (clave !== undefined && normal === normalizeRespuesta(clave)) return 'respuesta_es_la_clave'
  const pregunta = preguntasById.get(preguntaId)
  if (pregunta && isInPregunta(normal, pregunta)) return 'respuesta_en_la_pregunta'
  return isCommon(normal, pregunta) ? 'respuesta_comun' : null
}

const wordsOf = (normal: string) => normal.match(/[\p{L}\p{N}]+/gu) ?? []

function isInPregunta(normal: string, pregunta: Pregunta): boolean {
  const preguntaWords = new Set(wordsOf(normalizeRespuesta(pregunta.text)))
  const respuestaWords = wordsOf(normal)
  return respuestaWords.length > 0 && respuestaWords.every((word) => preguntaWords.has(word))
}

/** Fewer than two different letters, or an answer that many people would give. */
function isCommon(normal: string, pregunta: Pregunta | undefined): boolean {
  const letters = normal.match(/\p{L}/gu) ?? []
  const simple = wordsOf(normal).join(' ')
  if (new Set(letters).size < 2) return true
  return COMMON_RESPUESTAS.includes(simple) || (pregunta?.common.includes(simple) ?? false)
}

/**
 * The decoy question for an identificador without an account (product.md “Alike before proof”): always the
 * same one for a fingerprint, and evenly spread over all questions.
 * @param fingerprint in base64url. Its first 48 bits choose the question; the last character holds padding
 *   bits, which would leave most questions out.
 * @throws {RangeError} if it is not base64url.
 */
export function decoyPregunta(fingerprint: string): string {
  const start = fingerprint.slice(0, 8)
  if (!/^[\w-]{8}$/.test(start)) throw new RangeError('a fingerprint in base64url was expected')
  const number = [...start].reduce((sum, letter) => sum * 64 + BASE64URL.indexOf(letter), 0)
  const chosen = PREGUNTAS[number % PREGUNTAS.length]
  if (!chosen) throw new RangeError('there are no questions')
  return chosen.id
}
