import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import type { Power } from '../../domain/staff/powers.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../ports.ts'
import { requirePower } from './require-power.ts'

/** How many of what waits staff see at once. */
export const LISTED = 200

/**
 * Lists something for who has a power; audited, with how many there were.
 * @param find finds it, the most urgent first, up to a limit.
 * @throws {PowerMissing}
 */
export function listAudited<T>(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  power: Power,
  event: AuditEvent,
  find: (uow: UnitOfWork, limit: number, now: Date) => Promise<T[]>,
): Promise<T[]> {
  requirePower(context, power)
  return store.transaction(async (uow) => {
    const now = clock.now()
    const found = await find(uow, LISTED, now)
    await recordAudit(uow, context, now, event, { detail: { cuantos: found.length } })
    return found
  })
}
