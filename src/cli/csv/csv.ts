/** Tables in CSV, as spreadsheets and old systems write them. */
import { CommandFailed } from '../command.ts'
import { type CsvFormat, readHeader } from './header.ts'
import { type LineOptions, readLines, type TextLine } from './lines.ts'
import { type CsvRecord, type Delimiter, declaredDelimiter, detectDelimiter, recordsOf } from './records.ts'

/** Why a record of a table cannot be read. */
export type LineFault = 'larga' | 'letras' | 'comillas' | 'columnas' | 'cortada'

/**
 * One record, by the line where it begins: its texts by column, trimmed, or why it cannot be read. `isShort` says that
 * it lacks columns at its end.
 */
export type CsvRow<C extends string> =
  | { line: number; values: Partial<Record<C, string>>; isShort?: true }
  | { line: number; reason: LineFault }

export interface CsvOptions extends LineOptions {
  /** Gets the places, from 1, of the headings that are no column of ours, once; never what they say. */
  onIgnoredColumns?: (places: number[]) => void
}

interface Table<C extends string> {
  delimiter: Delimiter
  /** The column of each place; undefined where the file has one that is not known. */
  columns: (C | undefined)[]
}

/**
 * Reads a table with a first line of headings, some records at a time. Separators `;`, `,`, `|` and tab; quotes
 * where they are needed. Blank lines are passed over, and a bad one spoils no other.
 * @throws {OrdenFallida} when the file cannot be read, lacks an obligatory column or has one twice.
 */
export async function* csvRows<C extends string>(
  file: string,
  format: CsvFormat<C>,
  { onIgnoredColumns, ...options }: CsvOptions = {},
): AsyncGenerator<CsvRow<C>[]> {
  let table: Table<C> | undefined
  let said: Delimiter | undefined
  let pending: TextLine[] = []
  for await (const lines of readLines(file, options)) {
    pending = pending.concat(lines.filter(({ text }) => text === null || /\S/.test(text)))
    if (!table && !said) {
      said = declaredDelimiter(pending[0]?.text ?? '')
      if (said) pending.shift()
    }
    const first = table ? undefined : pending[0]
    if (first) {
      const delimiter = said ?? detectDelimiter(first.text ?? '')
      const { columns, unknownPlaces, lines: headerLines } = readHeader(pending, delimiter, format)
      if (unknownPlaces.length > 0) onIgnoredColumns?.(unknownPlaces)
      pending = pending.slice(headerLines)
      table = { delimiter, columns }
    }
    if (!table) continue
    const parsed = recordsOf(pending, table.delimiter, false)
    pending = parsed.pending
    yield rowsOf(parsed.records, table)
  }
  if (!table) throw new CommandFailed('El archivo está vacío.')
  yield rowsOf(recordsOf(pending, table.delimiter, true).records, table)
}

const rowsOf = <C extends string>(records: readonly CsvRecord[], table: Table<C>): CsvRow<C>[] =>
  records.map((record): CsvRow<C> => {
    const { line, unended } = record
    if ('reason' in record) return { line, reason: record.reason }
    const { cells } = record
    const { columns } = table
    // Spreadsheets leave out, or add, separators at the end.
    const hasExtra = cells.slice(columns.length).some(Boolean)
    if (hasExtra || (cells.length === 1 && columns.length > 1)) return { line, reason: 'columnas' }
    const isShort = cells.length < columns.length
    // Who wrote the file had not ended: what it lacks was not empty.
    if (isShort && unended) return { line, reason: 'cortada' }
    const values = valuesOf(cells, table)
    return isShort ? { line, values, isShort } : { line, values }
  })

function valuesOf<C extends string>(cells: readonly string[], { columns }: Table<C>) {
  const values: Partial<Record<C, string>> = {}
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]
    const cell = cells[i]
    if (column && cell) values[column] = cell
  }
  return values
}

/** What is wrong with a line, for the operator. */
export const FAULT_TEXTS: Record<LineFault, string> = {
  larga: 'la línea es demasiado larga',
  letras: 'no se sabe qué letras con acento trae',
  comillas: 'hay comillas sin cerrar o mal puestas',
  columnas: 'el número de columnas no es el de la primera línea',
  cortada: 'el archivo termina en medio de la línea',
}
