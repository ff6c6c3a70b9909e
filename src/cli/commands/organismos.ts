/** The operator's commands for the registro of organismos. */
import {
  importOrganismos,
  type OrganismoLine,
  type OrganismosImport,
} from '../../application/operator/import-organismos.ts'
import { type OrganismoSheet, readOrganismo } from '../../application/staff/cuentas/read-organismo.ts'
import { NOTE_TEXTS } from '../../domain/import/importacion.ts'
import {
  ORGANISMO_COLUMNS,
  type OrganismoColumn,
  type OrganismoRefusal,
  organismoColumnFor,
  parseOrganismo,
} from '../../domain/organisations/organismo-line.ts'
import { refusalText } from '../../domain/outcome/refusals.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { maskCelular, maskEmail, maskRut } from '../../domain/values/mask.ts'
import { formatRut, parseRut } from '../../domain/values/rut.ts'
import { type Cli, CommandFailed, type CommandHandler, CommandMisused, type Input } from '../command.ts'
import { type CsvRow, csvRows, FAULT_TEXTS } from '../csv/csv.ts'
import { ignoredColumnsText } from '../csv/header.ts'
import { readOptionsOf } from '../import/encoding.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'

const FORMAT = {
  columnFor: organismoColumnFor,
  required: ORGANISMO_COLUMNS,
  isIdentity: (cell: string) => parseRut(cell).ok,
}
/** Lines of the file per line of progress. */
const REPORT_EVERY = 100_000

export const runImport: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const rehearsal = input.options['dry-run'] ?? false
    const warn = (line: number, reason: string) => cli.warn(`Línea ${line}: ${reason}.`)
    const done = await importOrganismos(
      deps,
      operador,
      readOrganismos(cli, input, warn),
      (line) => warn(line, 'el RUT está repetido; vale la primera línea que lo tiene'),
      { rehearsal, force: input.options.forzar ?? false },
    )
    if (done.result === 'pierde_muchos') {
      const { leaving, current } = done
      throw new CommandFailed(
        `Al archivo le faltan ${leaving} de los ${current} organismos del registro, más del 10 %. No se cambió nada: revise que esté completo. Si así debe quedar, repita la orden con --forzar.`,
      )
    }
    if (done.result === 'detiene_muchas') {
      const { stopping, concerned } = done
      throw new CommandFailed(
        `El archivo detendría ${stopping} de las ${concerned} cuentas de los organismos que trae, más del 2 %. No se cambió nada: revise representantes y vigencia. Si así debe quedar, repita la orden con --forzar.`,
      )
    }
    if (!('adjusted' in done)) throw new CommandFailed(UNCHANGED_TEXTS[done.result])
    cli.print(`Organismos: ${done.good}. Líneas malas: ${done.bad}.`)
    if (done.leaving > 0) cli.print(`Organismos que salen del registro: ${done.leaving} de ${done.current}.`)
    if (done.stopping > 0) cli.print(`Cuentas que detiene: ${done.stopping} de ${done.concerned}.`)
    cli.print(
      rehearsal
        ? 'Ensayo: no se cambió nada.'
        : `El registro fue reemplazado. Cuentas que cambiaron según él: ${done.adjusted}.`,
    )
    return done.bad > 0 ? 1 : 0
  })

const UNCHANGED_TEXTS: Record<
  Exclude<OrganismosImport['result'], 'importados' | 'ensayo' | 'pierde_muchos' | 'detiene_muchas'>,
  string
> = {
  en_curso:
    'Otra importación está en curso, o se cortó hace menos de 2 minutos. No se cambió nada: espere y repita la orden.',
  interrumpida: 'Otra importación comenzó mientras esta se detuvo: siguió la otra. Esta no cambió nada.',
  sin_organismos: 'Ninguna línea del archivo sirve: el registro quedó como estaba.',
}

async function* readOrganismos(
  cli: Cli,
  input: Input,
  warn: (line: number, reason: string) => void,
): AsyncGenerator<OrganismoLine[]> {
  let linesRead = 0
  const onIgnoredColumns = (places: number[]) => cli.warn(ignoredColumnsText(places))
  const options = { onIgnoredColumns, ...readOptionsOf(cli, input) }
  for await (const rows of csvRows(input.words[0] ?? '', FORMAT, options)) {
    yield rows.map((row) => parseRow(row, warn))
    const before = linesRead
    linesRead += rows.length
    if (Math.floor(before / REPORT_EVERY) < Math.floor(linesRead / REPORT_EVERY))
      cli.warn(`Líneas leídas: ${linesRead}`)
  }
}

function parseRow(row: CsvRow<OrganismoColumn>, warn: (line: number, reason: string) => void): OrganismoLine {
  const { line } = row
  if ('reason' in row) {
    warn(line, FAULT_TEXTS[row.reason])
    return { line, organismo: null }
  }
  const parsed = parseOrganismo(row.values)
  if (parsed.ok) {
    for (const { column, code } of parsed.without)
      warn(line, `${column}: ${organismoRefusalText(code, column)}. El organismo se cargó sin ese dato`)
    return { line, organismo: parsed.value }
  }
  warn(line, `${parsed.column}: ${organismoRefusalText(parsed.code, parsed.column)}`)
  return { line, organismo: null }
}

const organismoRefusalText = (code: OrganismoRefusal, column: OrganismoColumn): string =>
  code === 'numero_cortado' || code === 'letras_danadas'
    ? NOTE_TEXTS[code]
    : refusalText(code, { etiqueta: column, maximo: 150 })

/** @throws {CommandMisused} */
function rutOf({ words: [text = ''] }: Input): string {
  const rut = parseRut(text)
  if (!rut.ok) throw new CommandMisused(refusalText(rut.code))
  return rut.value
}

const STOP_TEXTS: Record<NonNullable<OrganismoSheet['stop']>, string> = {
  otro_representante: 'Cuenta detenida: tiene otro representante legal que el registro.',
  otec_no_vigente: 'Cuenta detenida: el registro dice que la OTEC no está vigente.',
  resuelta: 'El registro la detendría, pero se resolvió; vale hasta que cambie esa línea del registro.',
}

export const showCommand: CommandHandler = async (cli, input) => {
  const rut = rutOf(input)
  return withMigratedProduct(cli, async ({ deps }) => {
    const sheet = await readOrganismo(deps, operadorOf(cli, input, deps.random.uuid()), rut)
    const { organismo, cuenta, loadedAt } = sheet
    cli.print(`Registro: ${loadedAt ? `cargado el ${formatMoment(loadedAt)}` : 'no se ha cargado'}`)
    cli.print(`Organismo: ${formatRut(rut)}${organismo ? '' : ', no está en el registro'}`)
    if (organismo) {
      cli.print(`Razón social: ${organismo.razonSocial}`)
      cli.print(`Tipo: ${organismo.tipo}, ${organismo.vigente ? 'vigente' : 'no vigente'}`)
      cli.print(`Representante legal: ${maskRut(organismo.rutRepresentante)}`)
      cli.print(`Email: ${organismo.email ? maskEmail(organismo.email) : 'no tiene'}`)
      cli.print(`Celular: ${organismo.celular ? maskCelular(organismo.celular) : 'no tiene'}`)
    }
    cli.print(`Cuenta: ${cuenta ? `${cuenta.estado}; identidad ${cuenta.identidad}` : 'no tiene'}`)
    if (sheet.stop) cli.print(STOP_TEXTS[sheet.stop])
    return 0
  })
}
