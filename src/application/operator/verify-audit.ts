import { type Verification, verifyAudit } from '../audit/seal.ts'
import type { Deps, Sealer } from '../ports.ts'
import type { Operador } from './operador.ts'
import { recordCommand } from './record-command.ts'

/** Follows the chain of seals for an operator and notes what came of it. @returns where it breaks, if anywhere. */
export async function verifyAndRecord(
  deps: Pick<Deps, 'store' | 'clock'>,
  sealer: Sealer,
  operador: Operador,
): Promise<Verification> {
  const verification = await verifyAudit(deps, sealer)
  const { failure, seals, rows } = verification
  await recordCommand(deps, operador, 'bitacora_verificada', {
    result: failure?.reason ?? 'integra',
    detail: { sellos: seals, filas: rows, ...(failure && { sello: failure.seal }) },
  })
  return verification
}
