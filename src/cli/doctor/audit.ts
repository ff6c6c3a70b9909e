import { verifyAudit } from '../../application/audit/seal.ts'
import type { Store } from '../../application/ports.ts'
import type { Config } from '../../config.ts'
import { createSealer } from '../../security/audit-seal.ts'
import { parseKeys } from '../../security/keys.ts'
import { describeFailure } from '../commands/bitacora.ts'
import { type CheckLine, fail, ok } from './line.ts'

/** Whether the audit is unaltered. */
export async function checkAudit(store: Store, { PEPPER }: Config): Promise<CheckLine> {
  const { seals, rows, unsealed, failure } = await verifyAudit({ store }, createSealer(parseKeys(PEPPER)))
  return failure
    ? fail('bitácora', describeFailure(failure))
    : ok('bitácora', `${seals} sellos sobre ${rows} anotaciones; ${unsealed} sin sellar`)
}
