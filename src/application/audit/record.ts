import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import type { AuditDetails } from '../../domain/pages/audit-details.ts'
import type { AuditResult } from '../../domain/pages/audit-results.ts'
import { type AuditContext, type AuditEntry, formatActor, type UnitOfWork } from '../ports.ts'

/** What an entry says besides who and when; nothing that has no words in the bitácora. */
export interface AuditFact extends Partial<Pick<AuditEntry, 'cuentaId' | 'subject'>> {
  result?: AuditResult
  detail?: AuditDetails | null
}

/**
 * Adds an entry to the audit, in the transaction of what it records.
 * @param context who acted, and under which request or command.
 * @param fact ids and codes only, never personal data. `result` is 'bien' unless given.
 */
export function recordAudit(
  uow: UnitOfWork,
  { actor, requestId }: AuditContext,
  at: Date,
  event: AuditEvent,
  fact: AuditFact = {},
): Promise<void> {
  return uow.audit.record(
    {
      event,
      actor: formatActor(actor),
      cuentaId: fact.cuentaId ?? null,
      subject: fact.subject ?? null,
      requestId,
      result: fact.result ?? 'bien',
      detail: fact.detail ?? null,
    },
    at,
  )
}
