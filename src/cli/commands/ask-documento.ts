import { type AskRefusal, askDocumento } from '../../application/staff/documentos/ask-documento.ts'
import { type Asked, askReasonsOf } from '../../domain/documento/asked.ts'
import { kindsOf } from '../../domain/documento/kinds.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { CommandFailed, type CommandHandler, CommandMisused, type Input } from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'
import { OWN_CUENTA_TEXT } from '../text.ts'
import { parseCuentaWords, parseReason } from './cuentas.ts'

const REFUSAL_TEXTS: Record<AskRefusal, string> = {
  propia: OWN_CUENTA_TEXT,
  no_existe: 'No existe esa cuenta.',
  congelada: 'La cuenta está congelada: no se le pide nada. Vea cómo vuelve con «cuentas ver».',
  cerrada: 'La cuenta está cerrada: no se le pide nada.',
  sin_correo:
    'La cuenta no tiene correo al que enviar el enlace. Compruebe quién es la persona y use «cuentas invitar».',
  correo_sin_confirmar:
    'El correo de la cuenta no está confirmado. La persona lo confirma en Actualizar Datos: responde su pregunta y escribe el código que le llega. Si no puede, compruebe quién es y use «cuentas invitar».',
  no_corresponde: 'Ese documento o ese motivo no son de ese perfil.',
}

/** @throws {CommandMisused} */
function parseAsked(input: Input, perfil: Perfil): Asked {
  const { tipo } = input.options
  const kinds = kindsOf(perfil)
  const kind = tipo === undefined ? kinds[0] : kinds.find((one) => one === tipo)
  if (!kind) throw new CommandMisused(`Lo que se pide va en --tipo, uno de: ${kinds.join(', ')}.`)
  return { kind, reason: parseReason(input, askReasonsOf(perfil)) }
}

/** Mails a person the link with which they send a document. */
export const askCommand: CommandHandler = async (cli, input) => {
  const which = parseCuentaWords(input)
  const asked = parseAsked(input, which.perfil)
  return withMigratedProduct(cli, async ({ deps }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const done = await askDocumento(deps, operador, { ...which, ...asked })
    if (done.result !== 'bien') throw new CommandFailed(REFUSAL_TEXTS[done.result])
    cli.print(`Se envía un enlace a ${done.maskedEmail}. Sirve hasta el ${formatMoment(done.expiresAt)}.`)
    if (done.bounced)
      cli.warn('Ese correo ha devuelto mensajes: si el enlace no le llega, vea «cuentas invitar».')
    return 0
  })
}
