import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import type { AuditResult } from '../../domain/pages/audit-results.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../ports.ts'

/** An attempt at what is not before who asks, and why it is not. */
interface LostAttempt {
  event: AuditEvent
  result: AuditResult
  /** What its id is called in the audit. */
  name: 'llamada' | 'documento'
  find(uow: UnitOfWork): Promise<{ id: string; cuentaId: string } | undefined>
}

/** Records such an attempt, after the transaction that it ended. */
export const recordLost = (
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  { event, result, name, find }: LostAttempt,
): Promise<void> =>
  store.transaction(async (uow) => {
    const found = await find(uow)
    await recordAudit(uow, context, clock.now(), event, {
      cuentaId: found?.cuentaId ?? null,
      result,
      // What was asked for may be anything: only what there is is written.
      detail: found ? { [name]: found.id } : null,
    })
  })
