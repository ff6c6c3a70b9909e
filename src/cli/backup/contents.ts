/** What a backup holds, one JSON text in each line: what it is, then the rows, then how many there are. */
import { z } from 'zod'
import { secretsSchema } from '../../config.ts'
import type { PutRows, Snapshot } from '../../storage/index.ts'
import { CommandFailed } from '../command.ts'

const ROWS_PER_BATCH = 500
/** Characters of the rows that wait to be put: some hundred common ones, or a few documents. */
const MAX_BATCH_LENGTH = 8_000_000

const contentHeaderSchema = z.strictObject({
  migracion: z.string().min(1),
  hechoEn: z.iso.datetime(),
  tablas: z.array(z.string()),
  secretos: secretsSchema.strict(),
})
const trailerSchema = z.strictObject({ filas: z.record(z.string(), z.number()) })

/** `migracion`: the last one of the database that was copied. `hechoEn`: ISO-8601. */
type ContentHeader = z.infer<typeof contentHeaderSchema>
type Row = Parameters<PutRows>[1][number]

/** Whether a text of JSON keeps these values as they are. */
const isFlat = (row: Row): boolean =>
  Object.values(row).every(
    (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  )

/** How many rows each table has. */
export type RowsByTable = Record<string, number>

export const sum = (filas: RowsByTable): number => Object.values(filas).reduce((sum, n) => sum + n, 0)

/**
 * The lines of a backup.
 * @param filas gets how many rows each table had as they are read.
 * @throws on a value that JSON would change.
 */
export async function* snapshotLines(
  { migration: migracion, tables: tablas, batches }: Snapshot,
  header: Omit<ContentHeader, 'migracion' | 'tablas'>,
  filas: RowsByTable,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ migracion, tablas: [...tablas], ...header } satisfies ContentHeader)}\n`
  for (const table of tablas) {
    filas[table] = 0
    for await (const batch of batches(table)) {
      filas[table] += batch.length
      if (!batch.every(isFlat)) throw new Error(`backups do not know how to keep a column of ${table}`)
      yield batch.map((row) => `${JSON.stringify([table, row])}\n`).join('')
    }
  }
  yield `${JSON.stringify({ filas })}\n`
}

/** Reads the lines of a backup, and may put its rows somewhere. @throws {OrdenFallida} when they are not all there. */
export async function readSnapshot(
  lines: AsyncIterable<string>,
  put: PutRows = async () => {},
): Promise<{ header: ContentHeader; filas: RowsByTable }> {
  const filas: RowsByTable = {}
  let header: ContentHeader | undefined
  let batch: { table: string; filas: Row[]; length: number } = { table: '', filas: [], length: 0 }
  let trailer: RowsByTable | undefined
  for await (const line of lines) {
    const parsed: unknown = JSON.parse(line)
    if (!header) {
      header = read(contentHeaderSchema, parsed)
      for (const table of header.tablas) filas[table] = 0
    } else if (Array.isArray(parsed)) {
      // Of the form that lineasDeCopia gave it: the file was authenticated.
      const [table, row] = parsed as [string, Row]
      const isFull = batch.filas.length === ROWS_PER_BATCH || batch.length > MAX_BATCH_LENGTH
      if (table !== batch.table || isFull) {
        await put(batch.table, batch.filas)
        batch = { table, filas: [], length: 0 }
      }
      batch.filas.push(row)
      batch.length += line.length
      filas[table] = (filas[table] ?? 0) + 1
    } else trailer = read(trailerSchema, parsed).filas
  }
  await put(batch.table, batch.filas)
  if (!header || JSON.stringify(trailer) !== JSON.stringify(filas)) throw incomplete()
  return { header, filas }
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw incomplete()
  return parsed.data
}

const incomplete = () => new CommandFailed('El respaldo no tiene lo que dice tener: no se cargó nada.')
