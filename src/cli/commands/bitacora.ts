import type { AuditFinding } from '../../application/audit/findings.ts'
import type { Verification } from '../../application/audit/verify.ts'
import { verifyAndRecord } from '../../application/operator/verify-audit.ts'
import type { CommandHandler } from '../command.ts'
import { operadorOf, withMigratedProduct } from '../open-product.ts'

const NAMES = {
  entry: ['anotación', 'anotaciones'],
  seal: ['sello', 'sellos'],
  mark: ['marca de la última anotación', 'marca de la última anotación'],
} as const satisfies Record<AuditFinding['what'], readonly [string, string]>

const REASON_TEXTS: Record<AuditFinding['reason'], string> = {
  alterada: 'alguien cambió o puso lo que hay, o PEPPER es otro',
  falta: 'alguien quitó lo que había',
  sobra: 'no es de las que el producto dejó de último',
  llave_desconocida: 'PEPPER no tiene la llave con que se hizo',
}

function describeFinding({ what, from, until, reason }: AuditFinding): string {
  const [one, several] = NAMES[what]
  const which = from === until ? `${one} ${from}` : `${several} ${from} a ${until}`
  return `${which}: ${REASON_TEXTS[reason]}`
}

/** A line for each thing that is wrong with the audit, and one for those that are not named. */
export function findingLines({ findings, found }: Verification): string[] {
  const named = findings.reduce((sum, { from, until }) => sum + until - from + 1, 0)
  return [...findings.map(describeFinding), ...(found > named ? [`y ${found - named} más`] : [])]
}

export const verify: CommandHandler = (cli, input) =>
  withMigratedProduct(cli, async ({ deps, sealer }) => {
    const operador = operadorOf(cli, input, deps.random.uuid())
    const verification = await verifyAndRecord(deps, sealer, operador)
    const { entries, seals, sealed, unsealed, head, found } = verification
    cli.print(`Anotaciones: ${entries}`)
    cli.print(`Sellos buenos: ${seals}`)
    cli.print(`Anotaciones selladas: ${sealed}`)
    cli.print(`Anotaciones sin sellar: ${unsealed}`)
    cli.print(`Cabeza de la cadena: ${head ?? 'ninguna'}`)
    if (found === 0) return 0
    cli.warn('La bitácora no está como el producto la escribió:')
    for (const line of findingLines(verification)) cli.warn(`  ${line}`)
    return 1
  })
