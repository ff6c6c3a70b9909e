import type { RaisedLimit } from '../../application/ports.ts'
import { listRaisedLimits, raiseLimits, restoreLimits } from '../../application/staff/raise-limits.ts'
import { DEFAULT_TIMES, MAX_RAISED, MAX_TIMES, RAISE_REASONS } from '../../domain/staff/raised-limits.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { CommandFailed, type CommandHandler, CommandMisused, type Input } from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'

const NO_NETWORK_TEXT =
  'La red es una dirección, o una red como 203.0.113.0/24 (hasta /24) o 2001:db8:7::/48 (hasta /48).'
const NOT_RAISED_TEXTS = {
  red_no_sirve: NO_NETWORK_TEXT,
  demasiadas_redes: `Ya hay ${MAX_RAISED} redes abiertas: cierre alguna antes.`,
}
const EVERYWHERE = 'Vale en todos los servidores antes de un minuto.'

const describe = ({ network, times, expiresAt }: RaisedLimit): string =>
  `${network}: ${times} veces cada límite, hasta el ${formatMoment(expiresAt)}`

/** @throws {CommandMisused} */
function parseTimes({ options: { veces = String(DEFAULT_TIMES) } }: Input): number {
  const times = /^\d{1,2}$/.test(veces) ? Number(veces) : 0
  if (times < 2 || times > MAX_TIMES) throw new CommandMisused(`--veces va de 2 a ${MAX_TIMES}.`)
  return times
}

/** @throws {CommandMisused} naming the reasons. */
function parseReason({ options: { motivo } }: Input) {
  const reason = RAISE_REASONS.find((one) => one === motivo)
  if (!reason) throw new CommandMisused(`Diga por qué con --motivo, uno de: ${RAISE_REASONS.join(', ')}.`)
  return reason
}

export const raise: CommandHandler = async (cli, input) => {
  const asked = { network: input.words[0] ?? '', reason: parseReason(input), times: parseTimes(input) }
  return withMigratedProduct(cli, async ({ deps }) => {
    const done = await raiseLimits(deps, operadorOf(cli, input, deps.random.uuid()), asked)
    if (done.result !== 'bien') throw new CommandFailed(NOT_RAISED_TEXTS[done.result])
    cli.print(`Abierta ${describe(done.raised)}.`)
    cli.print(EVERYWHERE)
    return 0
  })
}

export const endRaised: CommandHandler = async (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const result = await restoreLimits(deps, operadorOf(cli, input, deps.random.uuid()), input.words[0] ?? '')
    if (result === 'red_no_sirve') throw new CommandFailed(NO_NETWORK_TEXT)
    if (result === 'no_existe') throw new CommandFailed('Esa red no está abierta: vea «limites ver».')
    cli.print(`Cerrada: sus límites son los de todos. ${EVERYWHERE}`)
    return 0
  })

export const listRaised: CommandHandler = async (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const raised = await listRaisedLimits(deps, operadorOf(cli, input, deps.random.uuid()))
    for (const one of raised) cli.print(`${describe(one)} (${one.reason})`)
    cli.print(`Redes abiertas: ${raised.length}.`)
    return 0
  })
