import {
  type Counts,
  importacionByFileHash,
  importCuentas,
} from '../../application/operator/import-cuentas.ts'
import { LINE_TEXTS, NOTE_TEXTS } from '../../domain/import/importacion.ts'
import { CommandFailed, type CommandHandler, CommandMisused } from '../command.ts'
import { ignoredColumnsText } from '../csv/header.ts'
import { readOptionsOf } from '../import/encoding.ts'
import { examine } from '../import/file.ts'
import { createProgress, formatCount } from '../import/progress.ts'
import { batchesOf } from '../import/records.ts'
import { NO_REPORT, openReport } from '../import/report.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'

/** Imports an accounts file of the old system (format: docs/importar-cuentas.md). */
export const runImport: CommandHandler = async (cli, input) => {
  const [path = ''] = input.words
  const { 'dry-run': rehearsal = false, rechazos: reportPath, corrige } = input.options
  const readOptions = readOptionsOf(cli, input)
  const examined = await examine(path)
  return withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const corrected = corrige === undefined ? undefined : await findImportacion(deps, corrige)
    const report = reportPath ? await openReport(reportPath) : NO_REPORT
    const progress = createProgress(cli, examined.bytes)
    const batches = batchesOf(path, {
      ...readOptions,
      onRead: progress.onRead,
      onIgnoredColumns: (places) => cli.warn(ignoredColumnsText(places)),
      onUnknownColumn: (line) =>
        cli.warn(`Hay nombres que no son de ninguna columna, desde la línea ${line}: no se usan.`),
    })
    try {
      const file = { fileHash: examined.fileHash, batches }
      const options = { rehearsal, corrected, report, onProgress: progress.onProgress }
      const { counts, resumed } = await importCuentas(deps, operador, file, options)
      progress.finish(counts)
      if (resumed > 0) {
        cli.print(`Continuó donde había quedado: ${formatCount(resumed)} líneas ya estaban hechas.`)
      }
      for (const line of summary(counts, rehearsal)) cli.print(line)
      if (reportPath) cli.print(`Detalle por línea: ${reportPath}`)
      if (nothingWasRead(counts)) {
        cli.warn(
          'Ninguna línea del archivo se pudo leer: revise que tenga la forma de docs/importar-cuentas.md.',
        )
        return 1
      }
      if (!rehearsal) cli.print(howToCorrect(examined.fileHash))
      return 0
    } finally {
      await report.close()
    }
  })
}

/** Whether this is no accounts file: it has no lines, or none could be split. */
const nothingWasRead = (counts: Counts): boolean =>
  Object.entries(counts).reduce(
    (remaining, [key, times]) => (key.startsWith('linea_') ? remaining - times : remaining),
    counts.lineas ?? 0,
  ) === 0

/** Digits of a file's SHA-256 that suffice to name its import. */
const HASH_DIGITS = 12

const howToCorrect = (file: string): string =>
  `Si corrige el archivo, sus cuentas que nadie ha usado se completan con: cuentas importar <corregido> --corrige ${file.slice(0, HASH_DIGITS)}`

/**
 * @throws {CommandFailed} when there is no such import.
 * @throws {CommandMisused} when the prefix is too short.
 */
async function findImportacion(deps: Parameters<typeof importacionByFileHash>[0], given: string) {
  const prefix = given.toLowerCase()
  if (!/^[\da-f]{8,64}$/.test(prefix)) {
    throw new CommandMisused(
      '--corrige lleva las cifras que dio la importación anterior, o el SHA-256 de su archivo.',
    )
  }
  const importacion = await importacionByFileHash(deps, prefix)
  if (!importacion) throw new CommandFailed('Ninguna importación tiene ese número: revise el de --corrige.')
  return importacion
}

const TEXTS: Readonly<Record<string, string | undefined>> = { ...LINE_TEXTS, ...NOTE_TEXTS }
const TOTALS = ['lineas', 'importadas', 'existentes', 'completadas', 'rechazadas', 'notas'] as const

function summary(counts: Counts, rehearsal: boolean): string[] {
  const byCode = Object.entries(counts).filter(([key]) => !TOTALS.some((total) => total === key))
  return [
    ...(rehearsal ? ['Ensayo: no se escribió nada. Resultaría esto:'] : []),
    `Líneas leídas: ${formatCount(counts.lineas)}`,
    `Cuentas importadas: ${formatCount(counts.importadas)}`,
    ...(counts.completadas ? [`Ya existían y se completaron: ${formatCount(counts.completadas)}`] : []),
    `Ya existían y no se tocaron: ${formatCount(counts.existentes)}`,
    `Rechazadas: ${formatCount(counts.rechazadas)}`,
    `Datos que quedaron fuera o que hay que mirar: ${formatCount(counts.notas)}`,
    ...byCode.map(([key, times]) => `  ${key}: ${formatCount(times)}${explanation(key)}`),
  ]
}

const explanation = (key: string): string => {
  const text = TEXTS[key.split(':')[0] ?? '']
  return text ? ` (${text})` : ''
}
