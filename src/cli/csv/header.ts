/** The header of a table. Its text is never printed: in a wrong file it may be data. */
import { CommandFailed } from '../command.ts'
import type { TextLine } from './lines.ts'
import { type Delimiter, linesUntilClosed, recordsOf } from './records.ts'

/** The columns a table may and must have. */
export interface CsvFormat<C extends string> {
  /** The column a heading names. */
  columnFor: (title: string) => C | undefined
  required: readonly C[]
  /** Whether a cell tells whose record it is, such as a RUT. */
  isIdentity: (cell: string) => boolean
}

/** Positions listed one by one. */
const MAX_PLACES_LISTED = 20

interface FileHeader<C extends string> {
  columns: (C | undefined)[]
  /** Positions (from 1) of unknown headings. */
  unknownPlaces: number[]
  /** Lines the header takes. */
  lines: number
}

/**
 * Reads the header; a quoted heading may span lines.
 * @throws {CommandFailed} when a required column is missing or repeated, or a heading swallowed data.
 */
export function readHeader<C extends string>(
  first: readonly TextLine[],
  delimiter: Delimiter,
  { columnFor, required, isIdentity }: CsvFormat<C>,
): FileHeader<C> {
  const lines = linesUntilClosed(first, 0) || 1
  const [record] = recordsOf(first.slice(0, lines), { delimiter, isIdentity }, true).records
  const titles = record && 'cells' in record ? record.cells : []
  if (lines > 1 && titles.some((title) => title.includes(delimiter))) {
    throw new CommandFailed('A la primera línea del archivo le faltan comillas de cierre, o le sobran.')
  }
  const columns = titles.map(columnFor)
  const missing = required.filter((column) => !columns.includes(column))
  if (missing.length > 0) {
    throw new CommandFailed(
      `A la primera línea del archivo le faltan estas columnas: ${missing.join(', ')}. Debe traer los nombres de las columnas, no datos.`,
    )
  }
  const repeated = columns.find((column, i) => column && columns.indexOf(column) !== i)
  if (repeated) {
    const places = columns.flatMap((column, i) => (column === repeated ? [i + 1] : []))
    throw new CommandFailed(
      `La columna ${repeated} está dos veces en la primera línea: en los lugares ${places.join(' y ')}.`,
    )
  }
  const unknownPlaces = titles.flatMap((title, i) => (title !== '' && !columns[i] ? [i + 1] : []))
  return { columns, unknownPlaces, lines }
}

/** Lists the ignored columns by position, also with their spreadsheet letters. */
export function ignoredColumnsText(places: readonly number[]): string {
  const listed = places.slice(0, MAX_PLACES_LISTED).map((place) => `${place} (${columnLetters(place)})`)
  const moreCount = places.length - listed.length
  return `Columnas que no se usan, contadas desde la izquierda: ${listed.join(', ')}${moreCount > 0 ? ` y ${moreCount} más` : ''}.`
}

/** 1 is A, 27 is AA. */
function columnLetters(place: number): string {
  const rest = (place - 1) % 26
  const preceding = place > 26 ? columnLetters((place - 1 - rest) / 26) : ''
  return preceding + String.fromCharCode(65 + rest)
}
