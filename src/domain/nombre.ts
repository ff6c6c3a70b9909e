import type { Lectura } from './lectura.ts'
import { conGuiones, largoEnPuntos, limpiar } from './texto.ts'

const LARGO_NOMBRE = 100

const APOSTROFOS = /[´`‘‛′‵ʹʼ＇ˈˊˋ]/g
const PUNTOS_VOLADOS = /[•‧∙⋅・･]/g

/**
 * Reads a name or surname: letters of any language with their marks, blanks, apostrophes, hyphens and dots (the middle
 * one of Catalan too), with one letter at least. Accents, primes and quotes that keyboards and programs give for an
 * apostrophe become one, dots of the same height the middle one, and dashes a hyphen.
 * @returns the name, cleaned, at most 100 characters; or `nombre_caracteres` or `texto_largo`.
 */
export function leerNombre(texto: string): Lectura<string> {
  const nombre = conGuiones(limpiar(texto)).replace(APOSTROFOS, "'").replace(PUNTOS_VOLADOS, '·')
  if (!/^[\p{L}\p{M} '’.·-]*$/u.test(nombre) || !/\p{L}/u.test(nombre))
    return { ok: false, codigo: 'nombre_caracteres' }
  if (largoEnPuntos(nombre) > LARGO_NOMBRE) return { ok: false, codigo: 'texto_largo' }
  return { ok: true, valor: nombre }
}
