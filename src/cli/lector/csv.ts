/** Tables in CSV, as spreadsheets and old systems write them. */
import { parse } from 'csv-parse/sync'
import { OrdenFallida } from '../orden.ts'
import { type LineaDeTexto, lineasDe } from './lineas.ts'

/** Why a line of a table cannot be read. */
export type MotivoDeLinea = 'larga' | 'comillas' | 'columnas'

/** One line: its texts by column, trimmed, or why it cannot be read. */
export type FilaCsv<C extends string> =
  | { linea: number; valores: Record<C, string> }
  | { linea: number; motivo: MotivoDeLinea }

export interface ColumnasCsv<O extends string, P extends string = never> {
  obligatorias: readonly O[]
  /** Their text is '' where the file has no such column. */
  opcionales?: readonly P[]
}

export interface OpcionesCsv {
  /** Gets how many bytes were read so far. */
  alLeer?: (bytes: number) => void
  /** Gets the names in the file that are no column of ours, once. */
  alIgnorar?: (nombres: string[]) => void
}

const SEPARADORES = [';', ',', '\t'] as const

/**
 * Reads a table with a first line of names, some lines at a time. Separators `;`, `,` and tab; quotes where they
 * are needed; a record is one line, so an unclosed quote spoils that one only. Blank lines are passed over.
 * Names are compared without case, accents, blanks and signs: `Razón Social` is `razon_social`.
 * @throws {OrdenFallida} when the file cannot be read, or lacks an obligatory column.
 */
export async function* filasCsv<O extends string, P extends string = never>(
  archivo: string,
  columnas: ColumnasCsv<O, P>,
  { alLeer, alIgnorar }: OpcionesCsv = {},
): AsyncGenerator<FilaCsv<O | P>[]> {
  let tabla: Tabla<O | P> | undefined
  for await (const lineas of lineasDe(archivo, alLeer)) {
    const datos = lineas.filter(({ texto }) => texto === null || texto.trim() !== '')
    if (!tabla) {
      const primera = datos.shift()
      if (!primera) continue
      tabla = leerEncabezado(primera, columnas)
      if (tabla.ajenas.length > 0) alIgnorar?.(tabla.ajenas)
    }
    const filas = leerFilas(datos, tabla)
    if (filas.length > 0) yield filas
  }
  if (!tabla) throw new OrdenFallida('El archivo está vacío.')
}

interface Tabla<C extends string> {
  separador: string
  ancho: number
  /** Where each column is; -1 when the file has none. */
  lugares: readonly (readonly [C, number])[]
  ajenas: string[]
}

const nombreSimple = (texto: string): string =>
  texto
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

function leerEncabezado<O extends string, P extends string>(
  { texto }: LineaDeTexto,
  { obligatorias, opcionales = [] }: ColumnasCsv<O, P>,
): Tabla<O | P> {
  const cuantas = (separador: string) => (texto ?? '').split(separador).length
  const separador = SEPARADORES.toSorted((a, b) => cuantas(b) - cuantas(a))[0] ?? ';'
  const nombres = (partirLinea(texto ?? '', separador) ?? []).map(nombreSimple)
  const faltan = obligatorias.filter((columna) => !nombres.includes(nombreSimple(columna)))
  if (faltan.length > 0) {
    throw new OrdenFallida(`A la primera línea del archivo le faltan estas columnas: ${faltan.join(', ')}.`)
  }
  const propias: (O | P)[] = [...obligatorias, ...opcionales]
  const repetida = propias.find(
    (columna) => nombres.indexOf(nombreSimple(columna)) !== nombres.lastIndexOf(nombreSimple(columna)),
  )
  if (repetida) throw new OrdenFallida(`La columna ${repetida} está dos veces en la primera línea.`)
  const simples = propias.map(nombreSimple)
  return {
    separador,
    ancho: nombres.length,
    lugares: propias.map((columna) => [columna, nombres.indexOf(nombreSimple(columna))] as const),
    ajenas: nombres.filter((nombre) => nombre !== '' && !simples.includes(nombre)),
  }
}

function leerFilas<C extends string>(lineas: LineaDeTexto[], tabla: Tabla<C>): FilaCsv<C>[] {
  const juntas = partirJuntas(lineas, tabla.separador)
  return lineas.map(({ numero, texto }, lugar) => {
    if (texto === null) return { linea: numero, motivo: 'larga' }
    const partes = juntas ? juntas[lugar] : partirLinea(texto, tabla.separador)
    if (!partes) return { linea: numero, motivo: 'comillas' }
    // Spreadsheets leave out, or add, separators at the end.
    const sobran = partes.slice(tabla.ancho).some(Boolean)
    if (partes.length < 2 || sobran) return { linea: numero, motivo: 'columnas' }
    return { linea: numero, valores: valoresDe(partes, tabla) }
  })
}

const valoresDe = <C extends string>(partes: readonly string[], { lugares }: Tabla<C>) =>
  Object.fromEntries(lugares.map(([columna, lugar]) => [columna, partes[lugar] ?? ''])) as Record<C, string>

const opcionesDe = (separador: string) => ({
  delimiter: separador,
  trim: true,
  relax_column_count: true,
  skip_empty_lines: false,
})

/** All lines in one go, which is much faster; nothing when any of them does not read as one record. */
function partirJuntas(lineas: LineaDeTexto[], separador: string): string[][] | undefined {
  try {
    if (lineas.some(({ texto }) => texto === null)) return undefined
    const filas: string[][] = parse(lineas.map(({ texto }) => `${texto}\n`).join(''), opcionesDe(separador))
    return filas.length === lineas.length ? filas : undefined
  } catch {
    return undefined
  }
}

/** @returns nothing when its quotes are wrong. */
function partirLinea(texto: string, separador: string): string[] | undefined {
  try {
    const filas: string[][] = parse(texto, opcionesDe(separador))
    return filas.length === 1 ? filas[0] : undefined
  } catch {
    return undefined
  }
}

/** What is wrong with a line, for the operator. */
export const MOTIVO_LEGIBLE: Record<MotivoDeLinea, string> = {
  larga: 'la línea es demasiado larga',
  comillas: 'hay comillas sin cerrar o mal puestas',
  columnas: 'el número de columnas no es el de la primera línea',
}
