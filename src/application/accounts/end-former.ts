import type { Cuenta } from '../../domain/account/cuenta.ts'
import { changedFactors, endsOf, type Factor } from '../../domain/account/ends.ts'
import type { PendingKind } from '../../domain/account/pending-kind.ts'
import { joinedResults } from '../../domain/pages/audit-results.ts'
import { recordAudit } from '../audit/record.ts'
import { type AuditContext, type EnlaceKind, formatActor, type UnitOfWork } from '../ports.ts'
import { waitId } from '../request/peticiones.ts'
import { endOrdenes } from './ordenes.ts'

interface Change {
  before: Cuenta
  after: Cuenta
  /** Factors that count as changed although their values are the same. */
  also?: readonly Factor[]
  /** The solicitud that makes the change, and goes on. */
  except?: string
  /** When the pending change that takes effect was asked for: what was asked for together with it stays. */
  askedAt?: Date
  context: AuditContext
  at: Date
}

/**
 * Ends what rested on what a cuenta was before a change (product.md “Proofs”, 2 and 3), in its transaction: the
 * only place where links, codes, temporary keys, solicitudes, sessions and pending changes end because a cuenta
 * changed.
 * @returns the pending changes that ended with it.
 */
export async function endFormer(
  uow: UnitOfWork,
  { before, after, also = [], ...change }: Change,
): Promise<PendingKind[]> {
  // What waits shows the powers of the former representative: verified now, it would be taken for the new one's.
  if (before.rutRepresentante !== after.rutRepresentante)
    await uow.documentos.endPending(after.id, { now: change.at, by: formatActor(change.context.actor) })
  return endByFactors(uow, after.id, [...changedFactors(before, after), ...also], change)
}

/** The same where only the changed factors are known. */
export async function endByFactors(
  uow: UnitOfWork,
  cuentaId: string,
  factors: readonly Factor[],
  { except, askedAt, context, at }: Omit<Change, 'before' | 'after' | 'also'>,
): Promise<PendingKind[]> {
  const ends = endsOf(factors)
  // Before the links: an orden that takes effect at once with this leaves one.
  if (ends.ordenes !== 'ninguna') await endOrdenes(uow, context, at, { cuentaId, which: ends.ordenes })
  const enlaces: EnlaceKind[] = [
    ...(ends.proofs ? (['recuperar', 'recuperar-tras-espera', 'activar', 'provisoria'] as const) : []),
    ...(ends.representante ? (['confirmar-representante'] as const) : []),
    ...(ends.mailbox ? (['confirmar-correo', 'aceptar-otec'] as const) : []),
    ...(ends.documento ? (['documento'] as const) : []),
    ...(ends.volver ? (['volver'] as const) : []),
  ]
  if (enlaces.length > 0) await uow.enlaces.deleteByCuenta(cuentaId, ...enlaces)
  if (ends.proofs) {
    await uow.provisorias.delete(cuentaId)
    await uow.llamadas.endCodigos(cuentaId)
    await uow.peticiones.delete(waitId(cuentaId))
    await uow.sessions.deleteByCuenta(cuentaId)
    await uow.openId.endByCuenta(cuentaId, at)
    // Their codigos go with them.
    await uow.solicitudes.deleteOpenByCuenta(cuentaId, except ?? null)
  }
  if (ends.pending === 'ninguno') return []
  const ended = await uow.pendingChanges.deleteByCuenta(cuentaId, ends.pending, askedAt)
  if (ended.length > 0) {
    const fact = { cuentaId, result: joinedResults(factors), detail: { cambios: ended.join(' ') } }
    await recordAudit(uow, context, at, 'cambio_terminado', fact)
  }
  return ended
}
