import type { Lectura } from './lectura.ts'

/**
 * Reads how many children somebody has, 0 to 30 (PRODUCT “Fields”, cantidadHijos).
 * @returns the number as text without leading zeros, or `hijos_formato`.
 */
export function leerCantidadDeHijos(texto: string): Lectura<string> {
  const cantidad = /^\d{1,3}$/.test(texto) ? Number(texto) : Number.NaN
  return cantidad <= 30 ? { ok: true, valor: String(cantidad) } : { ok: false, codigo: 'hijos_formato' }
}
