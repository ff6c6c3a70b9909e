import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import { recordAudit } from '../audit/record.ts'
import type { AuditEntry, Deps } from '../ports.ts'
import { actorDe, type Operador } from './operador.ts'

/** Writes in the audit an order that is about no account: backup, restore, check of the audit itself. */
export const recordCommand = (
  deps: Pick<Deps, 'store' | 'clock'>,
  operador: Operador,
  event: AuditEvent,
  fact: Partial<Pick<AuditEntry, 'result' | 'detail'>>,
): Promise<void> =>
  deps.store.transaction((uow) =>
    recordAudit(uow, operador, deps.clock.now(), event, { actor: actorDe(operador), ...fact }),
  )
