import { type FileHandle, open, rm } from 'node:fs/promises'
import type { DocumentoVerdict } from '../../application/accounts/decide-documento.ts'
import {
  listDocumentos,
  type ReviewResult,
  readDocumento,
  reviewDocumento,
  type ViewedDocumento,
} from '../../application/staff/documentos/documentos.ts'
import { type Documento, EXTENSION_OF, REVIEWER_REASONS } from '../../domain/documento/documento.ts'
import { KIND_NAMES } from '../../domain/documento/kinds.ts'
import { addDays, DOCUMENTO_ANSWER_DAYS } from '../../domain/values/durations.ts'
import { formatDate, formatMoment } from '../../domain/values/fecha.ts'
import { formatIdentificador } from '../../domain/values/identificador.ts'
import { formatRut } from '../../domain/values/rut.ts'
import { CommandFailed, type CommandHandler, CommandMisused, type Input } from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'
import { formatBytes, formatListed, OWN_CUENTA_TEXT } from '../text.ts'

const SCAN_RESULT_TEXT: Record<Documento['scanResult'], string> = {
  pendiente: 'antivirus pendiente',
  limpio: 'sin virus',
  infectado: 'CON VIRUS',
  sin_antivirus: 'no pasó por un antivirus',
}

export const listCommand: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const documentos = await listDocumentos(deps, operadorOf(cli, input, deps.random.uuid()))
    const now = deps.clock.now()
    const isLate = ({ createdAt }: Documento) => addDays(createdAt, DOCUMENTO_ANSWER_DAYS) <= now
    for (const documento of documentos) {
      const { id, kind, createdAt, format, bytes, scanResult } = documento
      const data = [
        formatMoment(createdAt),
        KIND_NAMES[kind],
        EXTENSION_OF[format],
        formatBytes(bytes),
        SCAN_RESULT_TEXT[scanResult],
        ...(isLate(documento) ? ['ATRASADO'] : []),
      ]
      cli.print(`${id}: ${data.join(', ')}`)
    }
    const late = documentos.filter(isLate).length
    cli.print(`Esperan decisión: ${formatListed(documentos)}${late > 0 ? `; atrasados: ${late}` : ''}.`)
    return 0
  })

const NOT_FOUND_TEXT = 'No existe un documento con ese id.'
const NOT_SHOWN_TEXTS = { no_existe: NOT_FOUND_TEXT, borrado: 'Ese documento ya se borró: pasó su plazo.' }

/** Writes a document to a file only this user can read, and prints what to compare it with. */
export const exportDocumento: CommandHandler = (cli, input) => {
  const [id = '', path = ''] = input.words
  return withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const output = await createNewFile(path)
    try {
      const shown = await readDocumento(deps, operador, id)
      if (typeof shown === 'string') throw new CommandFailed(NOT_SHOWN_TEXTS[shown])
      await output.writeFile(shown.bytes)
      for (const line of documentoLines(shown)) cli.print(line)
      cli.print(`Quedó en ${path}. Bórrelo cuando termine.`)
      return 0
    } catch (error) {
      await rm(path, { force: true })
      throw error
    } finally {
      await output.close()
    }
  })
}

function createNewFile(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600).catch((error) => {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new CommandFailed(
      exists ? `Ya existe ${path}: no se reemplaza.` : `No se puede escribir ${path}.`,
      error,
    )
  })
}

function documentoLines({ documento, cuenta }: ViewedDocumento): string[] {
  const { kind, format, bytes, scanResult, estado } = documento
  const data = [EXTENSION_OF[format], formatBytes(bytes), SCAN_RESULT_TEXT[scanResult], estado]
  return [`Documento: ${[KIND_NAMES[kind], ...data].join(', ')}`, ...comparedLines(cuenta)]
}

/** What the document must show. */
function comparedLines(cuenta: ViewedDocumento['cuenta']): string[] {
  const { perfil, identificador, nombres, apellidoPaterno, apellidoMaterno, fechaNacimiento } = cuenta
  const number = formatIdentificador(perfil, identificador)
  if (perfil === 'juridica') {
    return [
      `Cuenta: ${perfil} ${number}`,
      `Razón social: ${cuenta.razonSocial ?? 'no tiene'}`,
      `Representante legal: ${cuenta.rutRepresentante ? formatRut(cuenta.rutRepresentante) : 'no tiene'}`,
    ]
  }
  return [
    `Cuenta: ${perfil} ${number}, ${cuenta.tipoDocumento ?? 'sin tipo de documento'}`,
    `Nombre: ${[nombres, apellidoPaterno, apellidoMaterno].filter(Boolean).join(' ') || 'no tiene'}`,
    `Fecha de nacimiento: ${fechaNacimiento ? formatDate(fechaNacimiento) : 'no tiene'}`,
    `País de origen: ${cuenta.paisOrigen ?? 'no tiene'}`,
  ]
}

const REASONS = REVIEWER_REASONS.join(', ')

/** @throws {CommandMisused} */
function parseVerdict({ words: [, estado], options }: Input): DocumentoVerdict {
  const reason = REVIEWER_REASONS.find((one) => one === options.motivo)
  if (estado === 'verificado' && options.motivo === undefined) return { estado, reason: null }
  if (estado === 'rechazado' && reason) return { estado, reason }
  throw new CommandMisused(`Se resuelve con «verificado», o con «rechazado --motivo» y uno de: ${REASONS}.`)
}

const NOT_RESOLVED_TEXTS: Record<Exclude<ReviewResult['result'], 'bien'>, string> = {
  propia: OWN_CUENTA_TEXT,
  no_existe: NOT_FOUND_TEXT,
  ya_decidido: 'Ese documento ya no espera decisión: no se cambió nada.',
  infectado: 'Ese documento tiene un virus: no se puede verificar.',
  sin_representante: 'La cuenta no tiene representante legal: pida que lo complete, y resuelva después.',
  otro_representante:
    'El registro nombra a otro representante: el documento sigue en espera. Vea «organismos ver» y, si corresponde, use antes «organismos verificar --motivo registro_atrasado».',
  otec_no_vigente:
    'Según el registro esa OTEC no está vigente: el documento sigue en espera. Vea «organismos ver» y, si corresponde, use antes «organismos verificar --motivo registro_atrasado».',
}

export const resolveDocumento: CommandHandler = async (cli, input) => {
  const verdict = parseVerdict(input)
  return withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const done = await reviewDocumento(deps, operador, input.words[0] ?? '', verdict)
    if (done.result !== 'bien') throw new CommandFailed(NOT_RESOLVED_TEXTS[done.result])
    cli.print(`Documento ${verdict.estado}.`)
    if (verdict.estado === 'verificado') {
      cli.print(
        done.identidadVerificada
          ? 'La identidad de la cuenta quedó verificada.'
          : 'La cuenta no está activa, o ya usa otro número: su identidad no cambió.',
      )
    }
    cli.print(done.notified ? 'Se avisa a la persona por correo.' : 'No se avisa a nadie.')
    return 0
  })
}
