import type { Verification } from '../../application/audit/seal.ts'
import { verifyAndRecord } from '../../application/operator/verify-audit.ts'
import type { CommandHandler } from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'

const FAILURE_TEXTS: Record<NonNullable<Verification['failure']>['reason'], string> = {
  alterada: 'una anotación o el sello fue alterado, o PEPPER es otro',
  faltan_filas: 'faltan anotaciones o sellos',
  llave_desconocida: 'PEPPER no tiene la llave con que se hizo',
}

/** Describes where the chain of seals breaks. */
export const describeFailure = ({ seal, reason }: NonNullable<Verification['failure']>): string =>
  `se corta en el sello ${seal}: ${FAILURE_TEXTS[reason]}`

export const verify: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps, sealer }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const { seals, rows, unsealed, head, failure } = await verifyAndRecord(deps, sealer, operador)
    cli.print(`Sellos buenos: ${seals}`)
    cli.print(`Anotaciones selladas: ${rows}`)
    cli.print(`Cabeza de la cadena: ${head ?? 'ninguna'}`)
    if (!failure) cli.print(`Anotaciones sin sellar: ${unsealed}`)
    if (failure) cli.warn(`La bitácora ${describeFailure(failure)}.`)
    return failure ? 1 : 0
  })
