import { type CloseCasoResult, closeCaso } from '../../application/staff/casos/close-caso.ts'
import { listCasos } from '../../application/staff/casos/list-casos.ts'
import { readCaso } from '../../application/staff/casos/read-caso.ts'
import { CASO_OUTCOMES } from '../../domain/account/caso.ts'
import { normalizeTold } from '../../domain/values/told.ts'
import { casoLine, foundLines } from '../caso-lines.ts'
import { CommandFailed, type CommandHandler, CommandMisused } from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'
import { formatListed, OWN_CUENTA_TEXT } from '../text.ts'

const NOT_FOUND_TEXT =
  'No existe un caso ni un error con ese número. Si es la referencia de una página de error, búsquela en el log: empieza así el «id» de su línea.'

/** Also an error page's reference. */
export const showByCaso: CommandHandler = (cli, input) => {
  const number = normalizeTold(input.words[0] ?? '')
  return withMigratedProduct(cli, async ({ deps }) => {
    const found = await readCaso(deps, operadorOf(cli, input, deps.random.uuid()), number)
    if (!found) throw new CommandFailed(NOT_FOUND_TEXT)
    for (const line of foundLines(found)) cli.print(line)
    return 0
  })
}

export const listCommand: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const open = await listCasos(deps, operadorOf(cli, input, deps.random.uuid()))
    for (const caso of open) cli.print(casoLine(caso))
    cli.print(`Casos abiertos: ${formatListed(open)}.`)
    return 0
  })

const NOT_CLOSED_TEXTS: Record<Exclude<CloseCasoResult, 'bien'>, string> = {
  propia: OWN_CUENTA_TEXT,
  no_existe: 'No existe un caso con ese número.',
  ya_cerrado: 'El caso ya estaba cerrado: no se cambió nada.',
  cuenta_sigue:
    'La cuenta sigue con ese RUT o documento: no se devolvió todavía. Vea «cuentas caso» y «cuentas liberar».',
}

export const close: CommandHandler = async (cli, input) => {
  const number = normalizeTold(input.words[0] ?? '')
  const outcome = CASO_OUTCOMES.find((one) => one === input.options.resultado)
  if (!outcome)
    throw new CommandMisused(`Diga cómo terminó con --resultado, uno de: ${CASO_OUTCOMES.join(', ')}.`)
  return withMigratedProduct(cli, async ({ deps }) => {
    const result = await closeCaso(deps, operadorOf(cli, input, deps.random.uuid()), { number, outcome })
    if (result !== 'bien') throw new CommandFailed(NOT_CLOSED_TEXTS[result])
    cli.print('Cerrado. La persona lo verá al seguir su caso.')
    return 0
  })
}
