/** The first line of a table. What it says is told to nobody: where the file is not what it should be, it may be data. */
import { OrdenFallida } from '../orden.ts'
import type { LineaDeTexto } from './lineas.ts'
import { lineasHastaCerrar, registrosDe, type Separador } from './registros.ts'

/** What a table must be like. */
export interface FormatoCsv<C extends string> {
  /** The column that a heading names. */
  columnaDe: (titulo: string) => C | undefined
  obligatorias: readonly C[]
}

/** Places that are told one by one. */
const LUGARES_POR_DECIR = 20

interface Encabezado<C extends string> {
  columnas: (C | undefined)[]
  /** Places of those that are no column of ours, from 1. */
  ajenas: number[]
  /** How many lines it takes. */
  lineas: number
}

/**
 * Reads the headings; one in quotes may go on over lines.
 * @throws {OrdenFallida} when an obligatory column is missing, one is there twice, or a heading has swallowed data.
 */
export function leerEncabezado<C extends string>(
  primeras: readonly LineaDeTexto[],
  separador: Separador,
  { columnaDe, obligatorias }: FormatoCsv<C>,
): Encabezado<C> {
  const lineas = lineasHastaCerrar(primeras, 0) || 1
  const [registro] = registrosDe(primeras.slice(0, lineas), separador, true).registros
  const titulos = registro && 'datos' in registro ? registro.datos : []
  if (lineas > 1 && titulos.some((titulo) => titulo.includes(separador))) {
    throw new OrdenFallida('A la primera línea del archivo le faltan comillas de cierre, o le sobran.')
  }
  const columnas = titulos.map(columnaDe)
  const faltan = obligatorias.filter((columna) => !columnas.includes(columna))
  if (faltan.length > 0) {
    throw new OrdenFallida(
      `A la primera línea del archivo le faltan estas columnas: ${faltan.join(', ')}. Debe traer los nombres de las columnas, no datos.`,
    )
  }
  const repetida = columnas.find((columna, i) => columna && columnas.indexOf(columna) !== i)
  if (repetida) {
    const lugares = columnas.flatMap((columna, i) => (columna === repetida ? [i + 1] : []))
    throw new OrdenFallida(
      `La columna ${repetida} está dos veces en la primera línea: en los lugares ${lugares.join(' y ')}.`,
    )
  }
  const ajenas = titulos.flatMap((titulo, i) => (titulo !== '' && !columnas[i] ? [i + 1] : []))
  return { columnas, ajenas, lineas }
}

/** Which columns are ignored, by their places, as a spreadsheet names them. */
export function columnasIgnoradas(lugares: readonly number[]): string {
  const dichos = lugares.slice(0, LUGARES_POR_DECIR).map((lugar) => `${lugar} (${letrasDe(lugar)})`)
  const masDe = lugares.length - dichos.length
  return `Columnas que no se usan, contadas desde la izquierda: ${dichos.join(', ')}${masDe > 0 ? ` y ${masDe} más` : ''}.`
}

/** 1 is A, 27 is AA. */
function letrasDe(lugar: number): string {
  const resto = (lugar - 1) % 26
  const previas = lugar > 26 ? letrasDe((lugar - 1 - resto) / 26) : ''
  return previas + String.fromCharCode(65 + resto)
}
