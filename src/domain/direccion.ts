import type { Lectura } from './lectura.ts'
import { largoEnPuntos, limpiar, tieneCaracteresInvalidos } from './texto.ts'

/**
 * Reads free text of one line, such as an address: whatever can be seen. HTML and quotes are kept as written;
 * views escape them.
 * @param maximo characters that fit.
 * @returns the text, cleaned (may be empty); or `caracteres_invalidos` or `texto_largo`.
 */
export function leerTextoLibre(texto: string, maximo: number): Lectura<string> {
  const limpio = limpiar(texto)
  if (tieneCaracteresInvalidos(limpio)) return { ok: false, codigo: 'caracteres_invalidos' }
  if (largoEnPuntos(limpio) > maximo) return { ok: false, codigo: 'texto_largo' }
  return { ok: true, valor: limpio }
}
