/** Joins CSV lines into records and splits them into cells; a bad record does not affect the others. */
import { parse } from 'csv-parse/sync'
import type { TextLine } from './lines.ts'

/**
 * A record's trimmed cells, or why it cannot be split. `line` is where it begins; `unended`: the file ends in
 * the middle of it.
 */
export type CsvRecord = { line: number; unended?: true } & (
  | { cells: string[] }
  | { reason: 'larga' | 'letras' | 'comillas' }
)

/** Lines a quoted cell may span; a quote left open for longer is a stray one. */
const MAX_LINES_PER_RECORD = 20

const DELIMITERS = [';', ',', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** The delimiter of a header: whichever occurs most. */
export function detectDelimiter(header: string): Delimiter {
  const unquoted = header.replace(/"[^"]*"/g, '')
  const times = (delimiter: string) => unquoted.split(delimiter).length
  return DELIMITERS.reduce((best, other) => (times(other) > times(best) ? other : best))
}

/**
 * The delimiter declared by a spreadsheet's `sep=;` line.
 * @returns undefined for any other line.
 */
export function declaredDelimiter(line: string): Delimiter | undefined {
  const [, declared] = /^\s*"?sep=(.)"?[;,\t|]*\s*$/i.exec(line) ?? []
  return DELIMITERS.find((one) => one === declared)
}

/** What the header says of the records. */
export interface RecordShape {
  delimiter: Delimiter
  /** Columns of the header; unknown for the header itself, which looks for swallowed lines on its own. */
  columns?: number
  /** Whether a cell tells whose record it is. */
  isIdentity: (cell: string) => boolean
}

/** A record in progress; those with quotes go to the library. */
type Unfinished = CsvRecord | { line: number; unended?: true; quoted: string }

/**
 * Joins lines into records. A line with unclosed quotes continues on the next ones if that makes a record;
 * otherwise only that line is wrong.
 * @param lines those still pending, then the new ones.
 * @param atEnd no more lines will come.
 * @returns the records, and the last lines if they may continue.
 */
export function recordsOf(
  lines: readonly TextLine[],
  shape: RecordShape,
  atEnd: boolean,
): { records: CsvRecord[]; pending: TextLine[] } {
  const { delimiter } = shape
  const inProgress: Unfinished[] = []
  let i = 0
  while (i < lines.length) {
    const current = lines[i]
    if (!current) break
    const line = current.number
    const position = current.unended ? ({ line, unended: true } as const) : { line }
    if (current.text === null) inProgress.push({ ...position, reason: current.reason })
    else if (!current.text.includes('"')) {
      inProgress.push({ ...position, cells: current.text.split(delimiter).map(trim) })
    } else {
      const count = linesUntilClosed(lines, i)
      if (count === 0 && !atEnd && lines.length - i < MAX_LINES_PER_RECORD) break
      const quoted = lines.slice(i, i + count).map((one) => withoutFormula(one.text ?? '', delimiter))
      // If it does not split, it was no record: its other lines are read on their own.
      const cells = count > 1 ? splitOne(quoted.join('\n'), delimiter) : undefined
      if (cells && !swallowedRecords(cells, quoted, shape)) {
        inProgress.push({ line, cells })
        i += count - 1
      } else {
        inProgress.push(
          count === 1 ? { ...position, quoted: quoted.join('\n') } : { line, reason: 'comillas' },
        )
      }
    }
    i += 1
  }
  return { records: splitQuoted(inProgress, delimiter), pending: lines.slice(i) }
}

const trim = (cell: string): string => cell.trim()

/** Unwraps `="0123"`, which makes spreadsheets keep a text as it is. */
const withoutFormula = (text: string, delimiter: Delimiter): string =>
  text.includes('="')
    ? text
        .split(delimiter)
        .map((cell) => cell.replace(/^\s*=("[^"]*")\s*$/, '$1'))
        .join(delimiter)
    : text

const MAX_IDENTITY = 60

/**
 * Whether a stray quote swallowed other records: a cell of several lines has an identity in it, or two of the
 * lines, or one in the middle, have all the columns.
 */
function swallowedRecords(
  cells: readonly string[],
  lines: readonly string[],
  { delimiter, columns, isIdentity }: RecordShape,
): boolean {
  if (!columns) return false
  const piecesOf = (text: string) => text.split(delimiter)
  const texts = cells.map((cell) => cell.trim().split('\n')).filter((split) => split.length > 1)
  const pieces = texts.flat().flatMap(piecesOf)
  if (pieces.some((piece) => piece.length <= MAX_IDENTITY && isIdentity(piece.replaceAll('"', ''))))
    return true
  // The last columns may be missing, in the swallowed lines too.
  const enough = cells.length < columns ? 3 : columns
  const isWhole = (line: string) => piecesOf(line).length >= enough
  return (
    cells.slice(columns).some(Boolean) || lines.filter(isWhole).length > 1 || lines.slice(1, -1).some(isWhole)
  )
}

const countQuotes = (text: string): number => text.split('"').length - 1

/** Lines until a record's quotes close; 0 when they do not. */
export function linesUntilClosed(lines: readonly TextLine[], from: number): number {
  let quotes = 0
  for (let n = 0; n < MAX_LINES_PER_RECORD; n++) {
    const text = lines[from + n]?.text ?? null
    if (text === null) return 0
    quotes += countQuotes(text)
    if (quotes % 2 === 0) return n + 1
  }
  return 0
}

/** Splits all quoted lines in one call to the library; if any is bad, one by one. */
function splitQuoted(inProgress: readonly Unfinished[], delimiter: Delimiter): CsvRecord[] {
  const quotedTexts = inProgress.flatMap((one) => ('quoted' in one ? [one.quoted] : []))
  const joined = splitRecords(quotedTexts.join('\n'), delimiter)
  const together = joined?.length === quotedTexts.length ? joined.values() : undefined
  return inProgress.map((one) => {
    if (!('quoted' in one)) return one
    const { quoted, ...position } = one
    const cells = together ? together.next().value : splitOne(quoted, delimiter)
    return cells ? { ...position, cells } : { ...position, reason: 'comillas' }
  })
}

function splitOne(text: string, delimiter: Delimiter): string[] | undefined {
  const rows = splitRecords(text, delimiter)
  return rows?.length === 1 ? rows[0] : undefined
}

function splitRecords(text: string, delimiter: Delimiter): string[][] | undefined {
  try {
    return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true, trim: true })
  } catch {
    return undefined
  }
}
