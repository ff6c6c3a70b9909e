import { type Verification, verifyAudit } from '../audit/seal.ts'
import type { Deps, OperadorContext, Sealer } from '../ports.ts'
import { requirePower } from '../staff/require-power.ts'
import { recordCommand } from './record-command.ts'

/** Verifies the chain of seals for an operator; audited. */
export async function verifyAndRecord(
  deps: Pick<Deps, 'store' | 'clock'>,
  sealer: Sealer,
  context: OperadorContext,
): Promise<Verification> {
  requirePower(context, 'verificar_bitacora')
  const verification = await verifyAudit(deps, sealer)
  const { failure, seals, rows } = verification
  await recordCommand(deps, context, 'bitacora_verificada', {
    result: failure?.reason ?? 'integra',
    detail: { sellos: seals, filas: rows, ...(failure && { sello: failure.seal }) },
  })
  return verification
}
