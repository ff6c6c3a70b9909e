import { leerTextoLibre } from './direccion.ts'
import type { Lectura } from './lectura.ts'

export const LARGO_RAZON_SOCIAL = 150

/**
 * Reads the name of an organisation: whatever can be seen, with one letter or number at least.
 * @returns the name, cleaned; or `razon_social_caracteres`, `caracteres_invalidos` or `texto_largo`.
 */
export function leerRazonSocial(texto: string): Lectura<string> {
  const leida = leerTextoLibre(texto, LARGO_RAZON_SOCIAL)
  if (!leida.ok || /[\p{L}\p{N}]/u.test(leida.valor)) return leida
  return { ok: false, codigo: 'razon_social_caracteres' }
}
