import { readCounts } from '../../application/operator/read-counts.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import type { CommandHandler } from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'

/** One line for each hour, event and result, newest first, and how many in all. */
export const showCounts: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps }) => {
    const counts = await readCounts(deps, operadorOf(cli, input, deps.random.uuid()))
    for (const { hour, event, result, count } of counts)
      cli.print(`${formatMoment(hour)}  ${event} ${result}: ${count}`)
    cli.print(`En los últimos 7 días: ${counts.reduce((sum, { count }) => sum + count, 0)}.`)
    return 0
  })
