/** The secret question and its answer (product.md “Fields”: preguntaSecreta, respuestaSecreta). */
import { GIVEN_NAMES, GIVEN_NAMES_OF_MANY, SURNAMES_OF_MANY, TITLES } from '../data/nombres.ts'
import { COMMON_RESPUESTAS, FILLER_WORDS, FORMER_PREGUNTAS, PREGUNTAS } from '../data/preguntas.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import { findComuna } from '../values/territorio.ts'
import { cleanText, codePointLength, stripAccents } from '../values/text.ts'

export { PREGUNTAS }

const MIN_LENGTH = 3
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Those offered now, then those that accounts still have. */
export const KNOWN_PREGUNTAS: readonly { readonly id: string; readonly text: string }[] = [
  ...PREGUNTAS,
  ...FORMER_PREGUNTAS,
]

const knownById = new Map(KNOWN_PREGUNTAS.map((pregunta) => [pregunta.id, pregunta]))
const offeredById = new Map(PREGUNTAS.map((pregunta) => [pregunta.id, pregunta]))

export function preguntaText(id: string): string | undefined {
  return knownById.get(id)?.text
}

/** Whether an account may have this question. */
export function isKnownPregunta(id: string): boolean {
  return knownById.has(id)
}

/** Whether this question may be chosen now. */
export function isPregunta(id: string): boolean {
  return offeredById.has(id)
}

/** Canonical form to compare answers by: NFKC, lower case, no accents, white space trimmed and collapsed. */
export function normalizeRespuesta(text: string): string {
  return cleanText(stripAccents(cleanText(text.normalize('NFKC')).toLowerCase()).normalize('NFKC'))
}

/** What others know of who answers, which a secret answer must not be. */
export interface RespuestaOwner {
  claves?: readonly string[]
  /** Names and surnames, or the name of an organisation. */
  nombres?: readonly string[]
  emails?: readonly string[]
  /** CUT code. */
  comuna?: string
}

/**
 * Judges whether a new secret answer is hard enough to guess: name and surname of a person, which few share.
 * Answers that came with an import are not judged.
 * @returns null if acceptable, or the first refusal: `respuesta_corta`, `respuesta_es_la_clave`,
 *   `respuesta_en_la_pregunta`, `respuesta_con_su_comuna`, `respuesta_comun`, `respuesta_con_su_nombre`,
 *   `respuesta_con_su_correo`, `respuesta_sin_apellido`, `respuesta_de_muchos`.
 */
export function judgeRespuesta(
  respuesta: string,
  preguntaId: string,
  owner: RespuestaOwner = {},
): RefusalCode | null {
  const normal = normalizeRespuesta(respuesta)
  if (codePointLength(normal) < MIN_LENGTH) return 'respuesta_corta'
  if (owner.claves?.some((clave) => normal === normalizeRespuesta(clave))) return 'respuesta_es_la_clave'
  const pregunta = offeredById.get(preguntaId)
  const inPregunta = new Set(wordsOf(normalizeRespuesta(pregunta?.text ?? '')))
  const words = wordsOf(normal)
  if (words.length > 0 && words.every((word) => inPregunta.has(word))) return 'respuesta_en_la_pregunta'
  const comuna = findComuna(normal)?.codigo
  if (comuna !== undefined && comuna === owner.comuna) return 'respuesta_con_su_comuna'
  if (comuna !== undefined || isCommon(words, pregunta?.common ?? [])) return 'respuesta_comun'
  const names = nameWordsOf(normal).filter((word) => !inPregunta.has(word))
  return judgeOwner(names, owner) ?? judgeNames(names.filter((word) => !isOwn(word, owner)))
}

const wordsOf = (normal: string): string[] => normal.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

const isName = (word: string): boolean => !TITLES.has(word) && !FILLER_WORDS.has(word)

/**
 * The words that may name a person: different ones of two letters or more, without titles; “San Martín” is one.
 * In Chinese and Korean each character is one, since those scripts write names without blanks.
 */
const nameWordsOf = (normal: string): string[] => {
  const joined = normal.replace(/\b(san|santa) /g, '$1')
  const words = joined.match(/[\p{Script=Han}\p{Script=Hangul}]|[\p{L}\p{M}]{2,}/gu) ?? []
  return [...new Set(words)].filter(isName)
}

/** One letter repeated, words that say nothing, or an answer that many would give. */
function isCommon(words: readonly string[], common: readonly string[]): boolean {
  const simple = words.join(' ')
  if (new Set(simple.match(/\p{L}/gu)).size < 2) return true
  if (words.every((word) => !isName(word) || /^\p{N}+$/u.test(word))) return true
  return COMMON_RESPUESTAS.includes(simple) || common.includes(simple)
}

/** The part of an address before the @, without a `+tag`. */
const localPartOf = (email: string): string => normalizeRespuesta(email).replace(/[@+].*$/s, '')

/** One's own names, and the words that one's mailbox is made of, tell nobody apart from oneself. */
const isOwnName = (word: string, { nombres = [] }: RespuestaOwner): boolean =>
  nombres.some((nombre) => wordsOf(normalizeRespuesta(nombre)).includes(word))
const isOfMailbox = (word: string, { emails = [] }: RespuestaOwner): boolean =>
  emails.some((email) =>
    localPartOf(email)
      .split(/\P{L}+/u)
      .includes(word),
  )
const isOwn = (word: string, owner: RespuestaOwner): boolean =>
  isOwnName(word, owner) || isOfMailbox(word, owner)

/** Refuses names of a person that would be two words only with what is one's own. */
function judgeOwner(names: readonly string[], owner: RespuestaOwner): RefusalCode | null {
  if (names.length < 2) return null
  const others = names.filter((word) => !isOwnName(word, owner))
  if (others.length < 2) return 'respuesta_con_su_nombre'
  const isGlued = owner.emails?.some((email) => names.every((word) => localPartOf(email).includes(word)))
  return isGlued || others.filter((word) => !isOfMailbox(word, owner)).length < 2
    ? 'respuesta_con_su_correo'
    : null
}

/** Name and surname, and not both of the commonest. */
function judgeNames(names: readonly string[]): RefusalCode | null {
  if (names.length < 2 || names.every((word) => GIVEN_NAMES.has(word))) return 'respuesta_sin_apellido'
  const isOfMany =
    names.length === 2 &&
    names.some((word) => GIVEN_NAMES_OF_MANY.has(word)) &&
    names.some((word) => SURNAMES_OF_MANY.has(word))
  return isOfMany ? 'respuesta_de_muchos' : null
}

/**
 * What decoys are chosen from: mostly what people choose now, seldom what some accounts still have, so that no
 * question proves that there is an account. A question more or less moves all decoys.
 */
const DECOYS = [...FORMER_PREGUNTAS, ...Array.from({ length: 8 }, () => PREGUNTAS).flat()].map(({ id }) => id)

/**
 * The decoy question for an identificador without an account (product.md “Alike before proof”): always the
 * same one for a fingerprint.
 * @param fingerprint in base64url. Its first 48 bits choose the question; the last character holds padding
 *   bits, which would leave most questions out.
 * @throws {RangeError} if it is not base64url.
 */
export function decoyPregunta(fingerprint: string): string {
  const start = fingerprint.slice(0, 8)
  const number = [...start].reduce((sum, letter) => sum * 64 + BASE64URL.indexOf(letter), 0)
  const chosen = DECOYS[number % DECOYS.length]
  if (!/^[\w-]{8}$/.test(start) || !chosen) throw new RangeError('a fingerprint in base64url was expected')
  return chosen
}
