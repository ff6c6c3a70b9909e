import { type Columna, columnaDe } from '../../domain/importacion.ts'
import type { Valores } from '../../domain/importacion-linea.ts'

/**
 * Makes a reader of lines that are a JSON object each.
 * @param alDesconocer told once of the first line with a name that is no column; the name may be data of a broken file.
 */
export function lectorNdjson(alDesconocer: (linea: number) => void) {
  /** Bounded, because a hostile file can bring a new name in each line. */
  const conocidas = new Map<string, Columna | undefined>()
  const MAXIMO = 1000
  let dicho = false

  const columnaCon = (nombre: string): Columna | undefined => {
    if (conocidas.has(nombre)) return conocidas.get(nombre)
    const columna = columnaDe(nombre)
    if (conocidas.size < MAXIMO) conocidas.set(nombre, columna)
    return columna
  }

  /** @returns the texts of a line by column; undefined when it is not an object of texts and numbers. */
  return function leer(linea: string, numero: number): Valores | undefined {
    const objeto = objetoDe(linea)
    if (!objeto) return undefined
    const valores: Valores = {}
    for (const [nombre, valor] of Object.entries(objeto)) {
      const columna = columnaCon(nombre)
      if (!columna && !dicho) {
        dicho = true
        alDesconocer(numero)
      }
      if (!columna || valor === null) continue
      if (typeof valor !== 'string' && typeof valor !== 'number') return undefined
      valores[columna] = String(valor)
    }
    return valores
  }
}

function objetoDe(linea: string): Record<string, unknown> | undefined {
  try {
    const valor: unknown = JSON.parse(linea)
    const esObjeto = typeof valor === 'object' && valor !== null && !Array.isArray(valor)
    return esObjeto ? { ...valor } : undefined
  } catch {
    return undefined
  }
}
