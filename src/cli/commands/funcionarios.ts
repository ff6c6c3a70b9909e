import {
  type ChangeFuncionarioResult,
  suspendFuncionario,
} from '../../application/staff/funcionarios/change-funcionario.ts'
import { createFuncionario } from '../../application/staff/funcionarios/create-funcionario.ts'
import { listFuncionarios, readFuncionario } from '../../application/staff/funcionarios/read-funcionarios.ts'
import { restartFuncionario } from '../../application/staff/funcionarios/restart-funcionario.ts'
import type { Parsed } from '../../domain/outcome/parsed.ts'
import { refusalText } from '../../domain/outcome/refusals.ts'
import { ROLES } from '../../domain/staff/roles.ts'
import { parseEmail } from '../../domain/values/email.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { parseIdentificador } from '../../domain/values/identificador.ts'
import { parseNombre } from '../../domain/values/nombre.ts'
import { type Cli, CommandFailed, type CommandHandler, CommandMisused, type Input } from '../command.ts'
import { funcionarioLine, funcionarioSheetLines } from '../funcionario-sheet.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'
import { formatListed } from '../text.ts'

const NO_SUCH_TEXT = 'No hay un funcionario con ese correo.'

/** @throws {CommandMisused} */
function required<T>(parsed: Parsed<T>, what: string): T {
  if (!parsed.ok) throw new CommandMisused(`${what} ${refusalText(parsed.code, { etiqueta: 'el nombre' })}`)
  return parsed.value
}

const emailIn = ({ words: [typed = ''] }: Input): string => required(parseEmail(typed), 'Diga el correo.')

const rutIn = ({ options: { rut } }: Input): string | null =>
  rut === undefined ? null : required(parseIdentificador('natural', rut), 'Diga el RUT con --rut.')

/** The link is said here and nowhere else: who reads this terminal gives it to the person. */
function sayLink({ print }: Cli, { url, expiresAt }: { url: string | null; expiresAt: Date }): void {
  print(`Su enlace, que sirve una vez, hasta el ${formatMoment(expiresAt)}:`)
  print(url ?? '')
  print('Entréguelo solo a esa persona. Con él elige su contraseña y su segundo factor.')
}

export const create: CommandHandler = async (cli, input) => {
  const { options } = input
  const rol = ROLES.find((one) => one === options.rol)
  if (!rol) throw new CommandMisused(`Diga el rol con --rol, uno de: ${ROLES.join(', ')}.`)
  const asked = {
    email: required(parseEmail(options.email ?? ''), 'Diga el correo con --email.'),
    nombre: required(parseNombre(options.nombre ?? ''), 'Diga el nombre con --nombre.'),
    rol,
    rut: rutIn(input),
  }
  return withMigratedProduct(cli, async ({ deps }) => {
    const done = await createFuncionario(deps, operadorOf(cli, input, deps.random.uuid()), asked)
    if (done.result !== 'bien') throw new CommandFailed('Ya hay un funcionario con ese correo.')
    cli.print(`Creado: ${asked.nombre}, ${rol}.`)
    sayLink(cli, done)
    return 0
  })
}

export const show: CommandHandler = async (cli, input) => {
  const email = emailIn(input)
  return withMigratedProduct(cli, async ({ deps }) => {
    const sheet = await readFuncionario(deps, operadorOf(cli, input, deps.random.uuid()), { email })
    if (!sheet) throw new CommandFailed(NO_SUCH_TEXT)
    for (const line of funcionarioSheetLines(sheet)) cli.print(line)
    return 0
  })
}

export const list: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const all = await listFuncionarios(deps, operadorOf(cli, input, deps.random.uuid()))
    for (const one of all) cli.print(funcionarioLine(one))
    cli.print(`Funcionarios: ${formatListed(all)}.`)
    return 0
  })

const NOT_SUSPENDED_TEXTS: Partial<Record<ChangeFuncionarioResult, string>> = {
  no_existe: NO_SUCH_TEXT,
  ultimo_administrador:
    'Es la única persona activa que administra el personal: active antes a otra (funcionarios crear).',
  ya_suspendido: 'Ya estaba suspendido: no se cambió nada.',
}

export const suspend: CommandHandler = async (cli, input) => {
  const email = emailIn(input)
  return withMigratedProduct(cli, async ({ deps }) => {
    const result = await suspendFuncionario(deps, operadorOf(cli, input, deps.random.uuid()), { email })
    if (result !== 'bien') throw new CommandFailed(NOT_SUSPENDED_TEXTS[result] ?? result)
    cli.print(
      'Suspendido. Sus sesiones terminaron, en todos los servidores. Para que vuelva: funcionarios reiniciar.',
    )
    return 0
  })
}

export const restart: CommandHandler = async (cli, input) => {
  const asked = { email: emailIn(input), rut: rutIn(input) }
  return withMigratedProduct(cli, async ({ deps }) => {
    const done = await restartFuncionario(deps, operadorOf(cli, input, deps.random.uuid()), asked)
    switch (done.result) {
      case 'no_existe':
        throw new CommandFailed(NO_SUCH_TEXT)
      case 'ya_pedido':
        throw new CommandFailed(
          `Ya lo pidió usted. Falta otro operador, hasta el ${formatMoment(done.until)}.`,
        )
      case 'pedido':
        cli.print(
          `Pedido. Todavía no cambió nada: otro operador da la misma orden hasta el ${formatMoment(done.until)}.`,
        )
        return 0
      case 'bien':
        cli.print('Reiniciado. Sus sesiones terminaron, y su contraseña y su segundo factor ya no sirven.')
        sayLink(cli, done)
        return 0
      default:
        throw new CommandFailed(done.result)
    }
  })
}
