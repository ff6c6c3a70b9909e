import type { OrdenImpediment } from '../../application/accounts/ordenes.ts'
import { type AskRefusal, askOrden } from '../../application/staff/ordenes/ask-orden.ts'
import type { Parsed } from '../../domain/outcome/parsed.ts'
import { refusalText } from '../../domain/outcome/refusals.ts'
import { type OrdenKind, ordenDocumentsOf, ordenReasonsOf, ordenRule } from '../../domain/staff/orden.ts'
import type { DocumentoVisto, OrdenData, OrdenDatum } from '../../domain/staff/ordenes/rule.ts'
import { parseEmail } from '../../domain/values/email.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { parseNombre } from '../../domain/values/nombre.ts'
import { parseRut } from '../../domain/values/rut.ts'
import { parseCelular } from '../../domain/values/telefono.ts'
import { CommandFailed, type CommandHandler, CommandMisused, type Input } from '../command.ts'
import { NO_LONGER_TEXT, OWN_CUENTA_TEXT } from '../text.ts'
import { NOT_FOUND_TEXT, parseCuentaWords, parseReason, withCuenta } from './cuentas.ts'

/** Why an account does not admit an order, whenever that is found. */
export const IMPEDIMENT_TEXTS: Record<OrdenImpediment, string> = {
  no_corresponde: 'Ese motivo, documento o dato no es de esa cuenta.',
  congelada: 'La cuenta está congelada: no se hizo nada.',
  no_congelada: 'La cuenta no está congelada: no se hizo nada.',
  queda_un_canal: 'La cuenta tiene un correo o celular confirmado: con su código se cambia lo demás.',
  ya_verificada: 'La cuenta ya está verificada: no se hizo nada.',
  sin_representante: 'La cuenta no tiene representante legal: debe completarlo en Actualizar Datos.',
  otro_representante:
    'El registro de organismos tiene otro representante legal: corríjalo y repita la orden. Si los papeles muestran que vale el de la cuenta, pídalo con --motivo registro_atrasado: vale hasta que cambie esa línea del registro.',
  otec_no_vigente:
    'El registro de organismos dice que la OTEC no está vigente: corríjalo y repita la orden. Si los papeles muestran que quien usa la cuenta la representa, pídalo con --motivo registro_atrasado: vale hasta que cambie esa línea del registro.',
  registro_cambio:
    'El registro no detiene esa cuenta, o su línea cambió desde que se pidió: véala con organismos ver, y pídalo de nuevo con el motivo que corresponda.',
  celular_lleno: 'La cuenta no puede tener ese celular: ya está en tres cuentas.',
  organismo_detenido: 'El registro de SENCE detiene a esta organización: no se hizo nada.',
  rut_sin_cuenta: 'Ese RUT no tiene una cuenta de persona natural, o tiene otra que cuando se pidió.',
  rut_congelado: 'La cuenta de ese RUT no está activa: no se hizo nada.',
  rut_con_nie: 'A la cuenta de ese RUT ya lleva otro NIE: no puede recibir un segundo.',
  correo_lleno:
    'La cuenta no puede tener ese correo: ya está en tres cuentas, o lo tiene otro facilitador o una OTEC del suyo.',
}

const NOT_ASKED_TEXTS: Record<AskRefusal, string> = {
  ...IMPEDIMENT_TEXTS,
  propia: OWN_CUENTA_TEXT,
  no_existe: NOT_FOUND_TEXT,
  use_su_rut: 'La cuenta cambió a persona natural: pídalo con su perfil y RUT de ahora.',
  ya_no_puede: NO_LONGER_TEXT,
  ya_pedida: 'La cuenta ya tiene una orden sin terminar: véala con ordenes listar.',
}

const askFor =
  (kind: OrdenKind): CommandHandler =>
  async (cli, input) => {
    const { perfil } = parseCuentaWords(input)
    const data = parseData(kind, input)
    const reason = parseReason(input, ordenReasonsOf(kind, perfil))
    const documentoVisto = parseDocumento(input, ordenDocumentsOf(kind, perfil))
    return withCuenta(cli, input, async (deps, operador, cuentaWords) => {
      const done = await askOrden(deps, operador, { ...cuentaWords, kind, reason, documentoVisto, ...data })
      if (done.result !== 'bien') throw new CommandFailed(NOT_ASKED_TEXTS[done.result])
      const { number, expiresAt } = done.orden
      cli.print(`Pedida con el número ${number}. Todavía no se hizo nada.`)
      cli.print(
        `Otra persona la decide con ordenes ver, y ordenes conceder o rechazar, hasta el ${formatMoment(expiresAt)}.`,
      )
    })
  }

export const free = askFor('liberar')
export const invite = askFor('invitar')
export const unfreeze = askFor('descongelar')
export const replaceRepresentante = askFor('representante')
export const join = askFor('reunir')
export const verify = askFor('verificar')
export const verifyOrganismo: CommandHandler = (cli, input) =>
  verify(cli, { ...input, words: ['juridica', ...input.words] })
export const changeContacts = askFor('cambiar_contactos')

/** What the kind asks for, and nothing else. @throws {CommandMisused} */
function parseData(kind: OrdenKind, input: Input): Partial<OrdenData> {
  const { asks, asksOneOf } = ordenRule(kind)
  const { email, celular } = input.options
  const may: readonly OrdenDatum[] = asksOneOf
  if (asksOneOf.length > 0 && email === undefined && celular === undefined)
    throw new CommandMisused(`Diga al menos uno de: ${asksOneOf.map((one) => `--${one}`).join(', ')}.`)
  return {
    ...((asks.includes('email') || (may.includes('email') && email !== undefined)) && {
      email: parseMailbox(input),
    }),
    ...(may.includes('celular') &&
      celular !== undefined && { celular: parsedOption(parseCelular(celular), 'el celular con --celular') }),
    ...(asks.includes('rut') && { rut: parsedOption(parseRut(input.options.rut ?? ''), 'el RUT con --rut') }),
    ...(asks.includes('nombres') && {
      nombres: parsedOption(parseNombre(input.options.nombre ?? ''), 'el nombre con --nombre'),
    }),
  }
}

/** @throws {CommandMisused} naming the documents. */
function parseDocumento({ options }: Input, documents: readonly DocumentoVisto[]): DocumentoVisto {
  const seen = documents.find((one) => one === options.documento)
  if (!seen)
    throw new CommandMisused(`Diga qué documento vio con --documento, uno de: ${documents.join(', ')}.`)
  return seen
}

/** @throws {CommandMisused} */
function parsedOption(parsed: Parsed<string>, what: string): string {
  if (!parsed.ok) throw new CommandMisused(`Diga ${what}. ${refusalText(parsed.code)}`)
  return parsed.value
}

/** @throws {CommandMisused} */
function parseMailbox({ options: { email = '' } }: Input): string {
  return parsedOption(parseEmail(email), 'el correo con --email')
}
