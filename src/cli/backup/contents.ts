/** The contents of a backup, one JSON text per line: a header, the rows, and a trailer with their counts. */
import { z } from 'zod'
import { secretsSchema } from '../../config/variables.ts'
import type { PutRows, Snapshot } from '../../storage/index.ts'
import { CommandFailed } from '../command.ts'

const ROWS_PER_BATCH = 500
/** Characters per batch: some hundreds of common rows, or a few documents. */
const MAX_BATCH_LENGTH = 8_000_000

const contentHeaderSchema = z.strictObject({
  migration: z.string().min(1),
  madeAt: z.iso.datetime(),
  tables: z.array(z.string()),
  secrets: secretsSchema.strict(),
})
const trailerSchema = z.strictObject({ rows: z.record(z.string(), z.number()) })

/** `migration`: the last one of the copied database. `madeAt`: ISO-8601. */
type ContentHeader = z.infer<typeof contentHeaderSchema>
type Row = Parameters<PutRows>[1][number]

/** Whether JSON preserves these values. */
const isFlat = (row: Row): boolean =>
  Object.values(row).every(
    (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  )

/** Number of rows by table. */
export type RowsByTable = Record<string, number>

export const sum = (rows: RowsByTable): number => Object.values(rows).reduce((total, n) => total + n, 0)

/**
 * The lines of a backup.
 * @param rows filled with each table's number of rows as they are read.
 * @throws Error on a value that JSON would change.
 */
export async function* snapshotLines(
  { migration, tables, batches }: Snapshot,
  header: Omit<ContentHeader, 'migration' | 'tables'>,
  rows: RowsByTable,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ migration, tables: [...tables], ...header } satisfies ContentHeader)}\n`
  for (const table of tables) {
    rows[table] = 0
    for await (const batch of batches(table)) {
      rows[table] += batch.length
      if (!batch.every(isFlat)) throw new Error(`backups do not know how to keep a column of ${table}`)
      yield batch.map((row) => `${JSON.stringify([table, row])}\n`).join('')
    }
  }
  yield `${JSON.stringify({ rows })}\n`
}

/**
 * Reads the lines of a backup and hands its rows to `put`, if given.
 * @throws {CommandFailed} when they are incomplete.
 */
export async function readSnapshot(
  lines: AsyncIterable<string>,
  put: PutRows = async () => {},
): Promise<{ header: ContentHeader; rows: RowsByTable }> {
  const rows: RowsByTable = {}
  let header: ContentHeader | undefined
  let batch: { table: string; rows: Row[]; length: number } = { table: '', rows: [], length: 0 }
  let trailer: RowsByTable | undefined
  for await (const line of lines) {
    const parsed: unknown = JSON.parse(line)
    if (!header) {
      header = read(contentHeaderSchema, parsed)
      for (const table of header.tables) rows[table] = 0
    } else if (Array.isArray(parsed)) {
      // The file was authenticated, so it is as snapshotLines wrote it.
      const [table, row] = parsed as [string, Row]
      const isFull = batch.rows.length === ROWS_PER_BATCH || batch.length > MAX_BATCH_LENGTH
      if (table !== batch.table || isFull) {
        await put(batch.table, batch.rows)
        batch = { table, rows: [], length: 0 }
      }
      batch.rows.push(row)
      batch.length += line.length
      rows[table] = (rows[table] ?? 0) + 1
    } else trailer = read(trailerSchema, parsed).rows
  }
  await put(batch.table, batch.rows)
  if (!header || JSON.stringify(trailer) !== JSON.stringify(rows)) throw incomplete()
  return { header, rows }
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw incomplete()
  return parsed.data
}

const incomplete = () => new CommandFailed('El respaldo no tiene lo que dice tener: no se cargó nada.')
