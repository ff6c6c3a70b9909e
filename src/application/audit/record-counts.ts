import type { AuditResult } from '../../domain/pages/audit-results.ts'
import { addMinutes } from '../../domain/values/durations.ts'
import { type Deps, SISTEMA_CONTEXT } from '../ports.ts'
import { recordAudit } from './record.ts'

/** An hour, and some minutes in which what began in it ends. */
const OVER_MINUTES = 70

/**
 * Records the counts of the hours that are over, one entry for each event and result: from then on they are signed and
 * sealed as the rest (product.md “Audit”). One raised later is recorded again; the last entry of an hour holds.
 * @returns how many.
 */
export function recordCounts({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<number> {
  return store.transaction(async (uow) => {
    const now = clock.now()
    const counts = await uow.audit.takeCounts(addMinutes(now, -OVER_MINUTES))
    for (const { hour, event, result, count } of counts) {
      await recordAudit(uow, SISTEMA_CONTEXT, now, 'conteo_por_hora', {
        // What counts them says it as an entry does.
        result: result as AuditResult,
        detail: { hora: hour.toISOString(), evento: event, cuantos: count },
      })
    }
    return counts.length
  })
}
