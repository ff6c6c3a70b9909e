import type { Lectura } from './lectura.ts'
import { cifrasLlanas } from './texto.ts'

/**
 * Reads a code of 6 digits that was sent by mail or SMS: with any signs, blanks or invisible marks between or around
 * them, or with the words that stood before and after, where no other number of 6 digits does.
 * @returns the digits; or `codigo_formato`.
 */
export function leerCodigo(texto: string): Lectura<string> {
  const cifras = cifrasLlanas(texto).replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
  const junto = cifras.replace(/[^\p{L}\p{N}]/gu, '')
  const [codigo, ...otros] = /^\d+$/.test(junto)
    ? [junto]
    : (cifras.match(/(?<!\d)\d{3}[^\p{L}\p{N}]?\d{3,}/gu) ?? [])
  const valor = codigo?.replace(/\D/g, '') ?? ''
  return valor.length === 6 && otros.length === 0
    ? { ok: true, valor }
    : { ok: false, codigo: 'codigo_formato' }
}
