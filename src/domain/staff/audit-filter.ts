/** What a supervisor looks for in the bitácora (product.md “Supervisors”). */
import type { AuditEvent } from '../notices/audit-events.ts'
import { auditEventOf } from '../pages/event-words.ts'
import { parseDia } from '../values/dia.ts'

/** Entries on a page, and read at once for an export. */
export const AUDIT_PAGE = 50

/** Who acted: one of these, or the id of a funcionario. */
export const DOER_KINDS = ['persona', 'operador', 'sistema'] as const

/** None of it tells anything of whom an account is of: it may stand in an address. */
export interface AuditFilter {
  event?: AuditEvent
  /** One of {@link DOER_KINDS}, or the id of a funcionario. */
  doer?: string
  /** Days of Chile, both included, the earlier one first. */
  from?: string
  to?: string
  /** Id of an account. */
  cuentaId?: string
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Whether a text is an id, as accounts and funcionarios have. */
const isId = (text: string): boolean => UUID.test(text)

/** Reads what an address says; what cannot be read is left out, and the page shows what was taken. */
export function readAuditFilter(read: (name: string) => string): AuditFilter {
  const event = auditEventOf(read('suceso'))
  const quien = read('quien').trim().toLowerCase()
  const doer = isId(quien) || DOER_KINDS.some((kind) => kind === quien) ? quien : undefined
  const cuenta = read('cuenta').trim().toLowerCase()
  const [from, to] = inOrder(parseDia(read('desde')), parseDia(read('hasta')))
  return {
    ...(event && { event }),
    ...(doer && { doer }),
    ...(from && { from }),
    ...(to && { to }),
    ...(isId(cuenta) && { cuentaId: cuenta }),
  }
}

const inOrder = (from: string | undefined, to: string | undefined) =>
  from && to && from > to ? [to, from] : [from, to]
