/** The report of an import: a CSV of line numbers and codes, without personal data. */
import { type FileHandle, open } from 'node:fs/promises'
import type { ImportReport } from '../../application/operator/import-cuentas.ts'
import type { Finding } from '../../domain/import/importacion.ts'
import { CommandFailed } from '../command.ts'

const TITLES = 'linea;resultado;codigo;campo'

const reportRow = ({ line, result, code, field = '' }: Finding): string =>
  `${line};${result};${code};${field}\n`

/** Used when no report is asked for. */
export const NO_REPORT: ImportReport & { close(): Promise<void> } = {
  resume: async () => {},
  add: async () => {},
  close: async () => {},
}

/**
 * Opens the report with mode 0600. A previous run's report is overwritten, or continued when its import is.
 * @throws {CommandFailed} when the file cannot be written, or is not a report.
 */
export async function openReport(path: string): Promise<typeof NO_REPORT> {
  const file = await open(path, 'a+', 0o600).catch((error) => {
    throw new CommandFailed(`No se puede escribir ${path}.`, error)
  })
  const { size } = await file.stat()
  if (size > 0 && !(await isReport(file))) {
    await file.close()
    throw new CommandFailed(`${path} ya existe y no es un informe de importación: elija otro nombre.`)
  }
  await file.chmod(0o600)
  let started = false
  const begin = async (bytes: number) => {
    started = true
    await file.truncate(bytes)
    if (bytes === 0) await file.appendFile(`${TITLES}\n`)
  }
  const add = async (findings: readonly Finding[]) => {
    if (!started) await begin(0)
    if (findings.length > 0) await file.appendFile(findings.map(reportRow).join(''))
  }
  return {
    add,
    async resume(after, findings) {
      await begin(size > 0 ? await bytesUntil(file, after) : 0)
      await add(findings)
    },
    async close() {
      if (!started) await begin(0)
      await file.close()
    },
  }
}

async function isReport(file: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(TITLES.length + 1), { position: 0 })
  return buffer.toString('utf8', 0, bytesRead) === `${TITLES}\n`
}

/** Length of a report up to the last row about `line`, not counting a truncated row. */
async function bytesUntil(file: FileHandle, line: number): Promise<number> {
  let bytes = 0
  const chunk = Buffer.alloc(2 ** 16)
  let rest = ''
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(chunk, { position: position, length: chunk.length })
    if (bytesRead === 0) return bytes
    position += bytesRead
    const rows = (rest + chunk.toString('latin1', 0, bytesRead)).split('\n')
    rest = rows.pop() ?? ''
    for (const row of rows) {
      if (row !== TITLES && !(Number.parseInt(row, 10) <= line)) return bytes
      bytes += row.length + 1
    }
  }
}
