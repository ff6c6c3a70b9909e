import { addDays } from '../../domain/values/durations.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, HourCount, OperadorContext } from '../ports.ts'
import { requirePower } from '../staff/require-power.ts'

const DAYS = 7

/** What the last 7 days counted, by hour, newest first (product.md “Audit”); audited. */
export async function readCounts(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: OperadorContext,
): Promise<HourCount[]> {
  requirePower(context, 'ver_conteos')
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    await recordAudit(uow, context, now, 'conteos_vistos')
    return uow.audit.findCounts(addDays(now, -DAYS))
  })
}
