/** The secret question and its answer (PRODUCT “Fields”: preguntaSecreta, respuestaSecreta). */
import { PREGUNTAS, type Pregunta, RESPUESTAS_COMUNES } from './datos/preguntas.ts'
import type { CodigoRechazo } from './rechazos.ts'
import { largoEnPuntos, limpiar, sinAcentos } from './texto.ts'

export { PREGUNTAS }

const LARGO_MINIMO = 3
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const preguntaPorId = new Map(PREGUNTAS.map((pregunta) => [pregunta.id, pregunta]))

/** The text of a question, if there is one with that id. */
export function textoPregunta(id: string): string | undefined {
  return preguntaPorId.get(id)?.texto
}

/** Whether an id is that of a question of the list. */
export function esPregunta(id: string): boolean {
  return preguntaPorId.has(id)
}

/** What two answers are compared by: without case, accents, outer and double blanks, in NFKC. */
export function normalizarRespuesta(texto: string): string {
  return limpiar(sinAcentos(limpiar(texto.normalize('NFKC')).toLowerCase()).normalize('NFKC'))
}

/**
 * Judges whether an answer may guard an account.
 * @param clave the key chosen together with it, when there is one.
 * @returns null when it may, or `respuesta_corta`, `respuesta_es_la_clave`, `respuesta_en_la_pregunta` or
 *   `respuesta_comun`.
 */
export function juzgarRespuesta(respuesta: string, preguntaId: string, clave?: string): CodigoRechazo | null {
  const normal = normalizarRespuesta(respuesta)
  if (largoEnPuntos(normal) < LARGO_MINIMO) return 'respuesta_corta'
  if (clave !== undefined && normal === normalizarRespuesta(clave)) return 'respuesta_es_la_clave'
  const pregunta = preguntaPorId.get(preguntaId)
  if (pregunta && estaEnLaPregunta(normal, pregunta)) return 'respuesta_en_la_pregunta'
  return esComun(normal, pregunta) ? 'respuesta_comun' : null
}

const palabras = (normal: string) => normal.match(/[\p{L}\p{N}]+/gu) ?? []

function estaEnLaPregunta(normal: string, pregunta: Pregunta): boolean {
  const deLaPregunta = new Set(palabras(normalizarRespuesta(pregunta.texto)))
  const deLaRespuesta = palabras(normal)
  return deLaRespuesta.length > 0 && deLaRespuesta.every((palabra) => deLaPregunta.has(palabra))
}

/** Digits or signs only, one letter over and over, or an answer that many would give. */
function esComun(normal: string, pregunta: Pregunta | undefined): boolean {
  const letras = normal.match(/\p{L}/gu) ?? []
  const simple = palabras(normal).join(' ')
  if (new Set(letras).size < 2) return true
  return RESPUESTAS_COMUNES.includes(simple) || (pregunta?.comunes.includes(simple) ?? false)
}

/**
 * The question shown for an identifier that has no account (PRODUCT “Alike before proof”): always the same for
 * the same fingerprint, and each of the twelve for a twelfth of them.
 * @param huella fingerprint in base64url; its first 48 bits choose. The last characters cannot: their low bits
 *   are padding, and would leave most questions out.
 * @throws {RangeError} when it is not one.
 */
export function preguntaSenuelo(huella: string): string {
  const inicio = huella.slice(0, 8)
  if (!/^[\w-]{8}$/.test(inicio)) throw new RangeError('a fingerprint in base64url was expected')
  const numero = [...inicio].reduce((suma, letra) => suma * 64 + BASE64URL.indexOf(letra), 0)
  const elegida = PREGUNTAS[numero % PREGUNTAS.length]
  if (!elegida) throw new RangeError('there are no questions')
  return elegida.id
}
