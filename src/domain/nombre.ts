import type { Lectura } from './lectura.ts'
import { largoEnPuntos, limpiar } from './texto.ts'

const LARGO_NOMBRE = 100

/**
 * Reads a name or surname: letters of any language with their marks, blanks, apostrophes, hyphens and dots,
 * with one letter at least. The accent and the opening quote that many keyboards give for an apostrophe
 * become one, and typographic dashes a hyphen.
 * @returns the name, cleaned, at most 100 characters; or `nombre_caracteres` or `texto_largo`.
 */
export function leerNombre(texto: string): Lectura<string> {
  const nombre = limpiar(texto)
    .replace(/[´`‘]/g, "'")
    .replace(/\p{Pd}/gu, '-')
  if (!/^[\p{L}\p{M} '’.-]*$/u.test(nombre) || !/\p{L}/u.test(nombre))
    return { ok: false, codigo: 'nombre_caracteres' }
  if (largoEnPuntos(nombre) > LARGO_NOMBRE) return { ok: false, codigo: 'texto_largo' }
  return { ok: true, valor: nombre }
}
