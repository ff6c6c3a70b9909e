/** Lines of CSV joined into records and taken apart, so that one that is wrong spoils no other. */
import { parse } from 'csv-parse/sync'
import type { TextLine } from './lines.ts'

/**
 * The texts of a record, trimmed, or why it cannot be taken apart; `line` is where it begins, and `unended` says that
 * the file ends in the middle of it.
 */
export type CsvRecord = { line: number; unended?: true } & (
  | { cells: string[] }
  | { reason: 'larga' | 'letras' | 'comillas' }
)

/** A quoted text may go on over so many lines; a quote that is open for longer was never meant as one. */
const MAX_LINES_PER_RECORD = 20

const DELIMITERS = [';', ',', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** What separates the columns of a heading: whichever it has most of. */
export function detectDelimiter(header: string): Delimiter {
  const unquoted = header.replace(/"[^"]*"/g, '')
  const times = (delimiter: string) => unquoted.split(delimiter).length
  return DELIMITERS.reduce((best, other) => (times(other) > times(best) ? other : best))
}

/** What a line for spreadsheets says before the heading, `sep=;`. @returns undefined where it is no such line. */
export function declaredDelimiter(line: string): Delimiter | undefined {
  const [, said] = /^\s*"?sep=(.)"?[;,\t|]*\s*$/i.exec(line) ?? []
  return DELIMITERS.find((one) => one === said)
}

/** A record in the making: those with quotes wait for the library. */
type Unfinished = CsvRecord | { line: number; unended?: true; quoted: string }

/**
 * Joins lines into records. A line whose quotes do not close goes on in the next ones, if that makes a record;
 * otherwise that line alone is wrong.
 * @param lines what was not taken before and what is new. @param atEnd no more will come.
 * @returns the records, and the lines at the end that may go on.
 */
export function recordsOf(
  lines: readonly TextLine[],
  delimiter: Delimiter,
  atEnd: boolean,
): { records: CsvRecord[]; pending: TextLine[] } {
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
      // One that does not come apart was no record: its other lines are looked at on their own.
      const cells = count > 1 ? splitOne(quoted.join('\n'), delimiter) : undefined
      if (cells && !swallowedRecords(cells, delimiter)) {
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

/** Spreadsheets are told to keep a text as it is with `="0123"`: the text is what counts. */
const withoutFormula = (text: string, delimiter: Delimiter): string =>
  text.includes('="')
    ? text
        .split(delimiter)
        .map((cell) => cell.replace(/^\s*=("[^"]*")\s*$/, '$1'))
        .join(delimiter)
    : text

/** Whether a stray quote took other records for its text: they go on to be records after a line break. */
const swallowedRecords = (cells: readonly string[], delimiter: Delimiter): boolean =>
  cells.some((cell) =>
    cell
      .split('\n')
      .slice(1)
      .some((textLine) => textLine.split(delimiter).length > 2),
  )

const countQuotes = (text: string): number => text.split('"').length - 1

/** How many lines a record takes whose quotes close; 0 when they do not. */
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

/** Has the library take apart all lines with quotes in one go, and one by one when any of them is wrong. */
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
