import { type DecideRefusal, decideOrden } from '../../application/staff/ordenes/decide-orden.ts'
import { listOrdenes } from '../../application/staff/ordenes/list-ordenes.ts'
import { readOrden } from '../../application/staff/ordenes/read-orden.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { normalizeTold } from '../../domain/values/told.ts'
import { ordenLine } from '../account-sheet.ts'
import { type Cli, CommandFailed, type CommandHandler, CommandMisused, type Input } from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'
import { ordenSheetLines } from '../orden-sheet.ts'
import { formatListed, NO_LONGER_TEXT, OWN_CUENTA_TEXT } from '../text.ts'
import { IMPEDIMENT_TEXTS } from './pedir-ordenes.ts'

export const list: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const { open: ordenes, awaiting } = await listOrdenes(deps, operadorOf(cli, input, deps.random.uuid()))
    for (const orden of [...awaiting, ...ordenes]) cli.print(ordenLine(orden))
    cli.print(
      ordenes.length === 0 ? 'No hay órdenes sin terminar.' : `Sin terminar: ${formatListed(ordenes)}.`,
    )
    return 0
  })

const numberIn = ({ words }: Input): string => normalizeTold(words[0] ?? '')

const NO_SUCH_ORDEN = 'No existe una orden con ese número.'

export const show: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const sheet = await readOrden(deps, operadorOf(cli, input, deps.random.uuid()), numberIn(input))
    if (!sheet) throw new CommandFailed(NO_SUCH_ORDEN)
    for (const line of ordenSheetLines(sheet)) cli.print(line)
    return 0
  })

const NOT_DECIDED_TEXTS: Record<DecideRefusal, string> = {
  propia: OWN_CUENTA_TEXT,
  no_existe: NO_SUCH_ORDEN,
  misma_persona:
    'Debe decidirla otra persona: ni quien la pidió, ni quien pidió o concedió la que fue objetada.',
  ya_concedida: 'Ya está concedida. Hasta que se haga, ordenes rechazar la detiene.',
  terminada: 'Esa orden ya terminó.',
  vencida: 'Nadie la concedió a tiempo: pídala otra vez.',
  ...IMPEDIMENT_TEXTS,
  segundo_factor: 'Falta mostrar otra vez el segundo factor.',
  ya_no_puede: NO_LONGER_TEXT,
  cambio_entretanto:
    'La cuenta cambió después de pedirla. Vea qué cambió con ordenes ver, y si corresponde repita con --version <la que muestra>.',
}

const decide =
  (verdict: 'conceder' | 'rechazar'): CommandHandler =>
  async (cli, input) => {
    const seen = parseVersion(input)
    return withMigratedProduct(cli, async ({ deps }) => {
      const operador = operadorOf(cli, input, deps.random.uuid())
      const done = await decideOrden(deps, operador, { number: numberIn(input), verdict, seen })
      if (done.result !== 'bien') throw new CommandFailed(NOT_DECIDED_TEXTS[done.result])
      sayDecided(cli, done.orden.effectiveAt, done.hasWhoToTell)
      return 0
    })
  }

export const grant = decide('conceder')
export const refuse = decide('rechazar')

function sayDecided(cli: Cli, effectiveAt: Date | null, hasWhoToTell: boolean): void {
  if (effectiveAt === null) return cli.print('Rechazada. La cuenta sigue como está.')
  cli.print(
    `Concedida. Se hará el ${formatMoment(effectiveAt)}, si nadie se opone desde un correo de la cuenta.`,
  )
  cli.print(
    hasWhoToTell
      ? 'Les avisamos a sus correos y celulares confirmados.'
      : 'No tiene correo ni celular confirmados: nadie se puede oponer desde ellos. Compruebe bien de quién es.',
  )
}

/** @throws {CommandMisused} */
function parseVersion({ options: { version } }: Input): number | undefined {
  if (version === undefined) return undefined
  if (!/^\d{1,9}$/.test(version)) throw new CommandMisused('La versión es el número que muestra ordenes ver.')
  return Number(version)
}
