import type { Deps, OperadorContext } from '../../application/ports.ts'
import {
  FREEZE_REASONS,
  type FreezeResult,
  freezeCuenta,
  MISTAKES,
  type UndoFreezeResult,
  undoFreeze,
} from '../../application/staff/cuentas/freeze-cuenta.ts'
import { readClosedCuentas, readCuenta } from '../../application/staff/cuentas/read-cuenta.ts'
import { reopenCuenta } from '../../application/staff/cuentas/reopen-cuenta.ts'
import { refusalText } from '../../domain/outcome/refusals.ts'
import { PERFILES, type Perfil } from '../../domain/perfil.ts'
import { parseIdentificador } from '../../domain/values/identificador.ts'
import { closedLine, cuentaSheetLines } from '../account-sheet.ts'
import {
  type Cli,
  CommandFailed,
  type CommandHandler,
  CommandMisused,
  type ExitCode,
  type Input,
} from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'
import { OWN_CUENTA_TEXT } from '../text.ts'

type CuentaWords = { perfil: Perfil; identificador: string }

/** @throws {CommandMisused} */
export function parseCuentaWords({ words: [text = '', typed = ''] }: Input): CuentaWords {
  const perfil = PERFILES.find((one) => one === text)
  if (!perfil) throw new CommandMisused(`El perfil es uno de: ${PERFILES.join(', ')}.`)
  const identificador = parseIdentificador(perfil, typed)
  if (!identificador.ok) throw new CommandMisused(refusalText(identificador.code))
  return { perfil, identificador: identificador.value }
}

/** Runs a command about one cuenta. @throws {CommandMisused} */
export const withCuenta = (
  cli: Cli,
  input: Input,
  run: (deps: Deps, operador: OperadorContext, cuentaWords: CuentaWords) => Promise<void>,
): Promise<ExitCode> => {
  const cuentaWords = parseCuentaWords(input)
  return withMigratedProduct(cli, async ({ deps }) => {
    await run(deps, operadorOf(cli, input, deps.random.uuid()), cuentaWords)
    return 0
  })
}

export const NOT_FOUND_TEXT = 'No existe una cuenta con ese perfil e identificador.'

export const showCommand: CommandHandler = async (cli, input) =>
  withCuenta(cli, input, async (deps, operador, { perfil, identificador }) => {
    const sheet = await readCuenta(deps, operador, perfil, identificador)
    for (const line of sheet ? cuentaSheetLines(sheet, deps.clock.now()) : []) cli.print(line)
    const closed = await readClosedCuentas(deps, operador, perfil, identificador)
    for (const one of closed) cli.print(closedLine(one))
    if (!sheet) throw new CommandFailed(NOT_FOUND_TEXT)
  })

export const reopen: CommandHandler = async (cli, input) =>
  withCuenta(cli, input, async (deps, operador, { perfil, identificador }) => {
    const locked = await reopenCuenta(deps, operador, perfil, identificador)
    if (!locked) throw new CommandFailed(NOT_FOUND_TEXT)
    cli.print(`Reabierta. Estaba cerrado: ${locked.join(', ') || 'nada'}.`)
  })

/** @throws {CommandMisused} naming the reasons. */
export function parseReason<R extends string>({ options }: Input, reasons: readonly R[]): R {
  const reason = reasons.find((one) => one === options.motivo)
  if (!reason) throw new CommandMisused(`Diga por qué con --motivo, uno de: ${reasons.join(', ')}.`)
  return reason
}

const NOT_FROZEN_TEXTS: Record<Exclude<FreezeResult['result'], 'bien'>, string> = {
  no_existe: NOT_FOUND_TEXT,
  no_activa: 'La cuenta no está activa: no se cambió nada.',
  cambio_entretanto: 'La cuenta cambió al mismo tiempo: repita la orden.',
}

export const freeze: CommandHandler = async (cli, input) => {
  const reason = parseReason(input, FREEZE_REASONS)
  return withCuenta(cli, input, async (deps, operador, cuentaWords) => {
    const done = await freezeCuenta(deps, operador, { ...cuentaWords, reason })
    if (done.result !== 'bien') throw new CommandFailed(NOT_FROZEN_TEXTS[done.result])
    cli.print(
      done.byMail
        ? 'Congelada. Sus correos confirmados recibieron un enlace para volver a usarla.'
        : 'Congelada. No tiene un e-mail confirmado: solo se devuelve por teléfono.',
    )
    cli.print('Si fue un error, un supervisor tiene 24 horas para cuentas deshacer-congelar.')
  })
}

const NOT_UNDONE_TEXTS: Record<Exclude<UndoFreezeResult, 'bien'>, string> = {
  propia: OWN_CUENTA_TEXT,
  no_existe: NOT_FOUND_TEXT,
  no_congelada: 'La cuenta no está congelada: no se cambió nada.',
  no_por_personal: 'No la congeló el personal, sino un «No fui yo»: use cuentas descongelar.',
  tarde: 'Pasaron más de 24 horas desde que se congeló: use cuentas descongelar.',
  no_fui_yo: 'Después de congelarla llegó un «No fui yo»: use cuentas descongelar.',
  cambio_entretanto: 'La cuenta cambió al mismo tiempo: repita la orden.',
}

export const undo: CommandHandler = async (cli, input) => {
  const reason = parseReason(input, MISTAKES)
  return withCuenta(cli, input, async (deps, operador, cuentaWords) => {
    const result = await undoFreeze(deps, operador, { ...cuentaWords, reason })
    if (result !== 'bien') throw new CommandFailed(NOT_UNDONE_TEXTS[result])
    cli.print('Deshecho. La cuenta quedó como estaba: CS, pregunta, correos y celular.')
  })
}
