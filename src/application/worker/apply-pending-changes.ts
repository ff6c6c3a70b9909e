import { displayName } from '../../domain/account/cuenta.ts'
import { withPending } from '../../domain/account/pending.ts'
import type { PendingKind } from '../../domain/account/pending-kind.ts'
import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import { afterChangingData, registroStop } from '../../domain/organisations/organismo.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { endFormer } from '../accounts/end-former.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { askRepresentante } from '../links/ask-representante.ts'
import { notifyDeed } from '../notices/eventos.ts'
import { type Deps, type PendingChange, SISTEMA_CONTEXT, type UnitOfWork } from '../ports.ts'

const BATCH = 50

const EVENTS: Record<PendingKind, AuditEvent> = {
  celular: 'celular_cambiado',
  email: 'email_cambiado',
  representante: 'representante_cambiado',
}

/**
 * Applies a pending change whose time has come and tells the old mailboxes, which can still undo it. A change that
 * is no longer possible (the cuenta is frozen or stopped by the register, the address or mobile has three cuentas, the
 * register has another representante) is dropped.
 * @returns whether it took effect; `detenido` when the register kept it from that.
 */
export async function applyPendingChange(
  deps: Deps,
  uow: UnitOfWork,
  change: PendingChange,
): Promise<'con_efecto' | 'sin_efecto' | 'detenido'> {
  const now = deps.clock.now()
  const { kind, cuentaId } = change
  const cuenta = await uow.cuentas.findById(cuentaId)
  await uow.pendingChanges.delete(change.id)
  if (cuenta?.estado !== 'activa') return 'sin_efecto'
  const rank = change.withCodigo ? 'canal' : 'respuesta'
  const organismo = await uow.organismos.findByRut(cuenta.identificador)
  const changed = afterChangingData(cuenta, withPending(cuenta, change, rank, now), organismo)
  const { rutRepresentante } = change.data
  const isOther =
    rutRepresentante !== undefined &&
    organismo !== undefined &&
    organismo.rutRepresentante !== rutRepresentante
  const barred = isOther ? 'otro_representante' : registroStop(cuenta, organismo)
  const saved = barred ?? (await saveCuenta(uow, changed))
  const result = typeof saved === 'string' ? saved : 'guardada'
  await recordAudit(uow, SISTEMA_CONTEXT, now, EVENTS[kind], { cuentaId, result })
  if (typeof saved === 'string') return barred ? 'detenido' : 'sin_efecto'
  await endFormer(uow, {
    before: cuenta,
    after: saved,
    askedAt: change.createdAt,
    context: SISTEMA_CONTEXT,
    at: now,
  })
  if (kind === 'representante') await askRepresentante(deps, uow, saved)
  const mailbox = cuenta.email ?? change.data.email ?? cuenta.emailRepresentante
  if (!mailbox) return 'con_efecto'
  await notifyDeed(deps, uow, {
    kind: 'actualizar',
    cuentaId,
    before: cuenta,
    mailbox,
    otherMailbox: cuenta.emailRepresentante,
    rank,
    from: now,
    aviso: (noFuiYoEnlace) => ({
      kind: `${kind}_cambiado`,
      name: displayName(cuenta),
      when: formatMoment(now),
      noFuiYoEnlace,
    }),
  })
  return 'con_efecto'
}

/**
 * Applies the due changes, each in its own transaction: one that fails is left for the next round and does not
 * affect the others.
 * @returns how many were due.
 * @throws {AggregateError} at the end, with every failure.
 */
export async function applyPendingChanges(deps: Deps): Promise<number> {
  const due = await deps.store.transaction((uow) => uow.pendingChanges.lockDue(deps.clock.now(), BATCH))
  const failures: unknown[] = []
  for (const { id } of due) {
    const applied = deps.store.transaction(async (uow) => {
      const change = await uow.pendingChanges.findById(id)
      if (change) await applyPendingChange(deps, uow, change)
    })
    await applied.catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some pending changes could not be applied')
  return due.length
}
