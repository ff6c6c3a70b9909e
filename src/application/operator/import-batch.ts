/** Parses batches of lines of a file of cuentas into what the database stores. */
import { type Cuenta, makeCuenta } from '../../domain/account/cuenta.ts'
import type { Values } from '../../domain/import/cells.ts'
import type { Finding, LineCode, Note, NoteCode, ParsedCuenta } from '../../domain/import/importacion.ts'
import { parseLine } from '../../domain/import/importacion-line.ts'
import type { AddResult, AdoptedHash, CuentaToImport, Deps } from '../ports.ts'

/** A line of the file: its values (`isShort`: the last columns are missing), or why it could not be split. */
export type ParsedRecord = { line: number } & ({ values: Values; isShort?: true } | { code: LineCode })

export interface ParsedBatch {
  lines: number
  /** Number of the line before its first. */
  after: number
  cuentas: CuentaToImport[]
  /** Findings to report, given the result of adding each cuenta. */
  findingsWith(addResults: readonly AddResult[]): Finding[]
}

type Secrets = Pick<Cuenta, 'claveHash' | 'preguntaSecreta' | 'respuestaHash'> & { toWrap: boolean }

/** Parses lines and adopts their hashes; needs no database. @param today today in Chile, ISO 8601. */
export function parseBatch(
  deps: Pick<Deps, 'random' | 'hasher' | 'clock'>,
  records: readonly ParsedRecord[],
  today: string,
): ParsedBatch {
  const now = deps.clock.now()
  const refused: Finding[] = []
  const accepted: { line: number; notes: Note[] }[] = []
  const cuentas: CuentaToImport[] = []
  const refuse = (line: number, code: string) => refused.push({ line, result: 'rechazada', code })

  for (const record of records) {
    if ('code' in record) {
      refuse(record.line, record.code)
      continue
    }
    const parsed = parseLine(record.values, { today })
    if (!parsed.ok) {
      refuse(record.line, parsed.code)
      continue
    }
    const { cuenta } = parsed
    const { perfil, identificador, data, confirmed } = cuenta
    if (record.isShort) cuenta.notes.unshift({ code: 'columnas_menos' })
    const { toWrap, ...secrets } = adoptSecrets(deps, cuenta)
    accepted.push({ line: record.line, notes: cuenta.notes })
    cuentas.push({
      toWrap,
      cuenta: {
        ...makeCuenta({ id: deps.random.uuid(), perfil, identificador, ...secrets }, data, now),
        emailConfirmedAt: data.email && confirmed.email ? now : null,
        emailRepresentanteConfirmedAt: data.emailRepresentante && confirmed.emailRepresentante ? now : null,
      },
    })
  }

  return {
    lines: records.length,
    after: (records[0]?.line ?? 1) - 1,
    cuentas,
    findingsWith: (addResults) =>
      [
        ...refused,
        ...accepted.flatMap(({ line, notes }, i) => findingsOfLine(line, notes, addResults[i])),
      ].sort((a, b) => a.line - b.line),
  }
}

function findingsOfLine(line: number, notes: readonly Note[], addResult: AddResult | undefined): Finding[] {
  if (addResult?.exists) return [{ line, result: 'existente', code: 'existente' }]
  const all: Note[] = [
    ...notes,
    ...(addResult?.withoutEmail ? [{ field: 'email', code: 'email_en_tres_cuentas' } as const] : []),
  ]
  const fields = addResult?.completed?.fields.join()
  return [
    ...(fields ? [{ line, result: 'completada', code: 'completada', field: fields } as const] : []),
    ...all.map((note): Finding => ({ line, result: 'nota', ...note })),
  ]
}

/** Adopts the hashes of a cuenta. Drops a hash that could never be compared, and its pregunta with it. */
function adoptSecrets({ hasher }: Pick<Deps, 'hasher'>, cuenta: ParsedCuenta): Secrets {
  const take = (
    adopted: AdoptedHash | 'forma' | 'costo',
    field: 'claveHash' | 'respuestaHash',
  ): AdoptedHash | null => {
    const what = field === 'claveHash' ? 'clave' : 'respuesta'
    const addNote = (code: NoteCode) => cuenta.notes.push({ field, code })
    if (typeof adopted === 'string') {
      addNote(`${what}_${adopted}`)
      return null
    }
    if (adopted.slow && what === 'clave') addNote('clave_lenta')
    return adopted
  }
  const clave = cuenta.claveHash === null ? null : take(hasher.adopt(cuenta.claveHash), 'claveHash')
  const typed = cuenta.pregunta?.respuesta
  const respuesta = typed
    ? take(
        'hash' in typed ? hasher.adopt(typed.hash) : hasher.adoptPlaintext(typed.plaintext),
        'respuestaHash',
      )
    : null
  return {
    claveHash: clave?.hash ?? null,
    preguntaSecreta: respuesta ? (cuenta.pregunta?.id ?? null) : null,
    respuestaHash: respuesta?.hash ?? null,
    toWrap: Boolean(clave?.toWrap || respuesta?.toWrap),
  }
}

const PLURAL = {
  rechazada: 'rechazadas',
  existente: 'existentes',
  completada: 'completadas',
  nota: 'notas',
} as const

/** Adds a batch to the counts. */
export function addBatchTo(
  counts: Readonly<Record<string, number>>,
  lines: number,
  findings: readonly Finding[],
): Record<string, number> {
  const total: Record<string, number> = { ...counts }
  const add = (what: string, count = 1) => {
    total[what] = (total[what] ?? 0) + count
  }
  add('lineas', lines)
  for (const { result, code, field } of findings) {
    add(PLURAL[result])
    if (result === 'rechazada' || result === 'nota') add(field ? `${code}:${field}` : code)
  }
  const outside = (total.rechazadas ?? 0) + (total.existentes ?? 0) + (total.completadas ?? 0)
  total.importadas = (total.lineas ?? 0) - outside
  return total
}
