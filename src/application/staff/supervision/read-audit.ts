import { AUDIT_PAGE } from '../../../domain/staff/audit-filter.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, StoredAuditEntry } from '../../ports.ts'
import { findDoers } from '../llamadas/find-doers.ts'
import { requirePower } from '../require-power.ts'
import { type AuditAsked, auditQuery } from './audit-query.ts'

/** A page of the bitácora, newest first. */
export interface AuditPage {
  entries: StoredAuditEntry[]
  /** Who acted, by name, by the actor of an entry. */
  doers: ReadonlyMap<string, string>
  /** The number that the next page goes on from; null on the last one. */
  next: number | null
  /** How the account that was asked for is named, masked; null where none was. */
  cuentaName: string | null
  /** Everybody who can be chosen as who acted. */
  people: { id: string; nombre: string }[]
}

/** How many of the staff can be chosen from. */
const PEOPLE = 500

/**
 * Looks through the bitácora (product.md “Supervisors”). Audited, with what was looked for.
 * @param before only entries with smaller numbers: where the page before ended.
 * @throws {PowerMissing}
 */
export async function readAudit(
  deps: Pick<Deps, 'store' | 'clock' | 'cipher' | 'fingerprints'>,
  context: StaffContext,
  asked: AuditAsked & { before?: number },
): Promise<AuditPage> {
  requirePower(context, 'ver_bitacora')
  const { before } = asked
  const { cuentaId, ...page } = await deps.store.read(async (queries) => {
    const { query, cuentaName, cuentaId } = await auditQuery(deps, queries, asked)
    const found = await queries.audit.findEntries({ ...query, ...(before && { before }) }, AUDIT_PAGE + 1)
    const entries = found.slice(0, AUDIT_PAGE)
    const doers = await findDoers(
      queries,
      entries.map(({ actor }) => actor),
    )
    const all = await queries.funcionarios.findAll(PEOPLE)
    const people = all.map(({ id, nombre }) => ({ id, nombre }))
    const next = found.length > AUDIT_PAGE ? (entries.at(-1)?.number ?? null) : null
    return { entries, doers, next, cuentaName, people, cuentaId }
  })
  await deps.store.transaction((uow) =>
    recordAudit(uow, context, deps.clock.now(), 'bitacora_vista', {
      cuentaId,
      detail: { ...detailOf(asked), cuantas: page.entries.length },
    }),
  )
  return page
}

/** What was looked for, as the audit keeps it: nothing of an account but its id. */
export const detailOf = ({ filter: { event, doer, from, to } }: AuditAsked): Record<string, string> => ({
  ...(event && { suceso: event }),
  ...(doer && { quien: doer }),
  ...(from && { desde: from }),
  ...(to && { hasta: to }),
})
