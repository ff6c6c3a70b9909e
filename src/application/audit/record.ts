import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import type { AuditEntry, UnitOfWork } from '../ports.ts'

/**
 * Writes in the audit, in the transaction of what it tells of.
 * @param fact ids and codes only, never personal data.
 */
export function recordAudit(
  uow: UnitOfWork,
  context: { requestId: string | null },
  at: Date,
  event: AuditEvent,
  fact: Partial<Omit<AuditEntry, 'event' | 'requestId'>> = {},
): Promise<void> {
  return uow.audit.record(
    {
      event,
      actor: fact.actor ?? 'persona',
      cuentaId: fact.cuentaId ?? null,
      subject: fact.subject ?? null,
      requestId: context.requestId,
      result: fact.result ?? 'bien',
      detail: fact.detail ?? null,
    },
    at,
  )
}
