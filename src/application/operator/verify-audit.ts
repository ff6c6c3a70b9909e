import { type Verification, verifyAudit } from '../audit/verify.ts'
import type { Deps, OperadorContext, Sealer } from '../ports.ts'
import { requirePower } from '../staff/require-power.ts'
import { recordCommand } from './record-command.ts'

/** Verifies the audit for an operator; audited. */
export async function verifyAndRecord(
  deps: Pick<Deps, 'store' | 'clock'>,
  sealer: Sealer,
  context: OperadorContext,
): Promise<Verification> {
  requirePower(context, 'verificar_bitacora')
  const verification = await verifyAudit(deps, sealer)
  const { entries, seals, found, findings } = verification
  const [first] = findings
  await recordCommand(deps, context, 'bitacora_verificada', {
    result: first?.reason ?? 'integra',
    detail: {
      sellos: seals,
      filas: entries,
      ...(first && { malas: found, primera: `${first.what} ${first.from}` }),
    },
  })
  return verification
}
