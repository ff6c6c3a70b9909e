import { verifyAudit } from '../../application/audit/verify.ts'
import type { Store } from '../../application/ports.ts'
import type { Config } from '../../config/config.ts'
import { createSealer } from '../../security/audit-seal.ts'
import { parseKeys } from '../../security/keys.ts'
import { findingLines } from '../commands/bitacora.ts'
import { type CheckLine, fail, ok } from './line.ts'

/** Whether the audit is unaltered. */
export async function checkAudit(store: Store, { PEPPER }: Config): Promise<CheckLine> {
  const verification = await verifyAudit({ store }, createSealer(parseKeys(PEPPER)))
  const { entries, seals, unsealed, found } = verification
  return found > 0
    ? fail('bitácora', findingLines(verification).join('; '))
    : ok('bitácora', `${entries} anotaciones bajo ${seals} sellos; ${unsealed} sin sellar`)
}
