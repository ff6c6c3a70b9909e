import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import { type AuditFact, recordAudit } from '../audit/record.ts'
import type { Deps, OperadorContext } from '../ports.ts'

/** Audits a command that is not about a cuenta: backup, restore, audit verification… */
export const recordCommand = (
  deps: Pick<Deps, 'store' | 'clock'>,
  context: OperadorContext,
  event: AuditEvent,
  fact: Pick<AuditFact, 'result' | 'detail'>,
): Promise<void> => deps.store.transaction((uow) => recordAudit(uow, context, deps.clock.now(), event, fact))
