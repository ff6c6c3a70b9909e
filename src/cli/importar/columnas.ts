import { COLUMNAS_OBLIGATORIAS, type Columna, columnaDe } from '../../domain/importacion.ts'
import type { Valores } from '../../domain/importacion-linea.ts'
import { OrdenFallida } from '../orden.ts'

export interface Encabezado {
  /** The column of each place; undefined where the file has one that is not known. */
  columnas: (Columna | undefined)[]
  desconocidas: string[]
}

/** @throws {OrdenFallida} when a column that no account can do without is missing, or one comes twice. */
export function leerEncabezado(titulos: readonly string[]): Encabezado {
  const columnas = titulos.map(columnaDe)
  const faltan = COLUMNAS_OBLIGATORIAS.filter((columna) => !columnas.includes(columna))
  if (faltan.length > 0) throw new OrdenFallida(`Faltan columnas en el encabezado: ${faltan.join(', ')}.`)
  const repetida = columnas.find((columna, i) => columna && columnas.indexOf(columna) !== i)
  if (repetida) throw new OrdenFallida(`La columna ${repetida} viene dos veces.`)
  return { columnas, desconocidas: titulos.filter((_titulo, i) => !columnas[i]) }
}

/** The texts of a record by column. */
export function valoresDe({ columnas }: Encabezado, datos: readonly string[]): Valores {
  const valores: Valores = {}
  for (let i = 0; i < columnas.length; i++) {
    const columna = columnas[i]
    const dato = datos[i]
    if (columna && dato) valores[columna] = dato
  }
  return valores
}
