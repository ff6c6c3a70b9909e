/** CSV tables as spreadsheets and old systems write them. */
import { CommandFailed } from '../command.ts'
import { type CsvFormat, readHeader } from './header.ts'
import { type LineOptions, readLines, type TextLine } from './lines.ts'
import { type CsvRecord, type Delimiter, declaredDelimiter, detectDelimiter, recordsOf } from './records.ts'

/** Why a record cannot be read. */
export type LineFault = 'larga' | 'letras' | 'comillas' | 'columnas' | 'cortada'

/**
 * A record, by the line where it begins: its trimmed values by column, or why it cannot be read. `isShort`:
 * it lacks columns at the end.
 */
export type CsvRow<C extends string> =
  | { line: number; values: Partial<Record<C, string>>; isShort?: true }
  | { line: number; reason: LineFault }

export interface CsvOptions extends LineOptions {
  /** Called once with the positions (from 1) of unknown headings; never with their text. */
  onIgnoredColumns?: (places: number[]) => void
}

interface Table<C extends string> {
  delimiter: Delimiter
  /** The column at each position; undefined for unknown ones. */
  columns: (C | undefined)[]
}

/**
 * Reads a table with a header line, in batches of records. Delimiters are `;`, `,`, `|` and tab, with
 * optional quotes. Skips blank lines; a bad record does not affect the others.
 * @throws {CommandFailed} when the file cannot be read, lacks a required column or repeats one.
 */
export async function* csvRows<C extends string>(
  file: string,
  format: CsvFormat<C>,
  { onIgnoredColumns, ...options }: CsvOptions = {},
): AsyncGenerator<CsvRow<C>[]> {
  let table: Table<C> | undefined
  let declared: Delimiter | undefined
  let pending: TextLine[] = []
  for await (const lines of readLines(file, options)) {
    pending = pending.concat(lines.filter(({ text }) => text === null || /\S/.test(text)))
    if (!table && !declared) {
      declared = declaredDelimiter(pending[0]?.text ?? '')
      if (declared) pending.shift()
    }
    const first = table ? undefined : pending[0]
    if (first) {
      const delimiter = declared ?? detectDelimiter(first.text ?? '')
      const { columns, unknownPlaces, lines: headerLines } = readHeader(pending, delimiter, format)
      if (unknownPlaces.length > 0) onIgnoredColumns?.(unknownPlaces)
      pending = pending.slice(headerLines)
      table = { delimiter, columns }
    }
    if (!table) continue
    const parsed = recordsOf(pending, shapeOf(table, format), false)
    pending = parsed.pending
    yield rowsOf(parsed.records, table)
  }
  if (!table) throw new CommandFailed('El archivo está vacío.')
  yield rowsOf(recordsOf(pending, shapeOf(table, format), true).records, table)
}

const shapeOf = <C extends string>({ delimiter, columns }: Table<C>, { isIdentity }: CsvFormat<C>) => ({
  delimiter,
  columns: columns.length,
  isIdentity,
})

const rowsOf = <C extends string>(records: readonly CsvRecord[], table: Table<C>): CsvRow<C>[] =>
  records.map((record): CsvRow<C> => {
    const { line, unended } = record
    if ('reason' in record) return { line, reason: record.reason }
    const { cells } = record
    const { columns } = table
    // Spreadsheets omit or add delimiters at the end.
    const hasExtra = cells.slice(columns.length).some(Boolean)
    if (hasExtra || (cells.length === 1 && columns.length > 1)) return { line, reason: 'columnas' }
    const isShort = cells.length < columns.length
    // The file was cut: missing columns are not known to be empty.
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

/** Describes a fault to the operator. */
export const FAULT_TEXTS: Record<LineFault, string> = {
  larga: 'la línea es demasiado larga',
  letras: 'no se sabe qué letras con acento trae',
  comillas: 'hay comillas sin cerrar o mal puestas',
  columnas: 'el número de columnas no es el de la primera línea',
  cortada: 'el archivo termina en medio de la línea',
}
