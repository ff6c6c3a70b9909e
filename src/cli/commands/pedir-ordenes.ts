import { type AskRefusal, askOrden } from '../../application/staff/ordenes/ask-orden.ts'
import { refusalText } from '../../domain/outcome/refusals.ts'
import { type OrdenKind, ordenReasonsOf } from '../../domain/staff/orden.ts'
import { parseEmail } from '../../domain/values/email.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { CommandFailed, type CommandHandler, CommandMisused, type Input } from '../command.ts'
import { OWN_CUENTA_TEXT } from '../text.ts'
import { NOT_FOUND_TEXT, parseCuentaWords, parseReason, withCuenta } from './cuentas.ts'

export const FULL_MAILBOX_TEXT =
  'La cuenta no puede tener ese correo: ya está en tres cuentas, o lo tiene otro facilitador o una OTEC del suyo.'

const NOT_ASKED_TEXTS: Record<AskRefusal, string> = {
  propia: OWN_CUENTA_TEXT,
  no_existe: NOT_FOUND_TEXT,
  no_corresponde: 'Ese motivo no es de ese perfil.',
  use_su_rut: 'La cuenta cambió a persona natural: pídalo con su perfil y RUT de ahora.',
  congelada: 'La cuenta está congelada: no se pidió nada.',
  correo_lleno: FULL_MAILBOX_TEXT,
  ya_pedida: 'La cuenta ya tiene una orden sin terminar: véala con ordenes listar.',
}

const askFor =
  (kind: OrdenKind): CommandHandler =>
  async (cli, input) => {
    const email = kind === 'invitar' ? parseMailbox(input) : null
    const reason = parseReason(input, ordenReasonsOf(kind, parseCuentaWords(input).perfil))
    return withCuenta(cli, input, async (deps, operador, cuentaWords) => {
      const done = await askOrden(deps, operador, { ...cuentaWords, kind, reason, email })
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

/** @throws {CommandMisused} */
function parseMailbox({ options: { email = '' } }: Input): string {
  const parsed = parseEmail(email)
  if (!parsed.ok) throw new CommandMisused(`Diga el correo con --email. ${refusalText(parsed.code)}`)
  return parsed.value
}
