/** The records of an accounts file, in batches. */
import type { ParsedRecord } from '../../application/operator/import-batch.ts'
import { type Column, columnFor, REQUIRED_COLUMNS } from '../../domain/import/importacion.ts'
import { perfilFromFile } from '../../domain/import/perfil.ts'
import { parseRut } from '../../domain/values/rut.ts'
import { type CsvOptions, csvRows } from '../csv/csv.ts'
import type { CsvFormat } from '../csv/header.ts'
import { readLines } from '../csv/lines.ts'
import { createNdjsonReader } from './ndjson.ts'

/** Records per transaction: some tens of milliseconds. */
const RECORDS_PER_BATCH = 500

/** Callbacks for what the file holds besides its records. */
export interface Listener extends CsvOptions {
  /** Called with the first NDJSON line that has an unknown name. */
  onUnknownColumn: (line: number) => void
}

const FORMAT: CsvFormat<Column> = {
  columnFor,
  required: REQUIRED_COLUMNS,
  isIdentity: (cell) => perfilFromFile(cell) !== undefined || parseRut(cell).ok,
}

const isNdjson = (path: string): boolean => /\.(ndjson|jsonl)$/i.test(path)

/**
 * Parses a file by its extension: NDJSON, or CSV with a header.
 * @throws {CommandFailed} when the header cannot be used.
 */
export async function* batchesOf(path: string, listener: Listener): AsyncGenerator<ParsedRecord[]> {
  let batch: ParsedRecord[] = []
  for await (const records of isNdjson(path) ? fromNdjson(path, listener) : fromCsv(path, listener)) {
    for (const record of records) {
      if (batch.push(record) < RECORDS_PER_BATCH) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

async function* fromNdjson(
  path: string,
  { onUnknownColumn, ...options }: Listener,
): AsyncGenerator<ParsedRecord[]> {
  const read = createNdjsonReader(onUnknownColumn)
  for await (const lines of readLines(path, options)) {
    yield lines.flatMap((parsed): ParsedRecord[] => {
      const line = parsed.number
      if (parsed.text === null) return [{ line, code: `linea_${parsed.reason}` }]
      if (!/\S/.test(parsed.text)) return []
      const values = read(parsed.text, line)
      if (typeof values === 'object') return [{ line, values }]
      return [{ line, code: parsed.unended && values === 'linea_json' ? 'linea_cortada' : values }]
    })
  }
}

async function* fromCsv(path: string, options: Listener): AsyncGenerator<ParsedRecord[]> {
  for await (const rows of csvRows(path, FORMAT, options)) {
    yield rows.flatMap((row): ParsedRecord[] => {
      if ('reason' in row) return [{ line: row.line, code: `linea_${row.reason}` }]
      // Spreadsheets leave rows of delimiters behind.
      return Object.keys(row.values).length > 0 ? [row] : []
    })
  }
}
