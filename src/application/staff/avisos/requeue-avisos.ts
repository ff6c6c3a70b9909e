import { staleAt } from '../../../domain/notices/usefulness.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, QueuedAviso, StaffContext } from '../../ports.ts'
import { requirePower } from '../require-power.ts'

type RequeueDeps = Pick<Deps, 'store' | 'clock' | 'policy'>

/**
 * Has a message sent now that failed for good, or waits for its next try. What brings a code, key or link that is over
 * stays, and so does what is on its way: of two who ask at once, one does it. Audited.
 * @returns how many are sent again.
 * @throws {PowerMissing}
 */
export function requeueAviso(deps: RequeueDeps, context: StaffContext, id: string): Promise<number> {
  requirePower(context, 'reencolar_avisos')
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const aviso = await uow.avisos.findById(id)
    if (!aviso) return 0
    const count = await uow.avisos.requeue({ id }, now, staleAt(now, deps.policy.claveProvisoriaMinutes))
    await recordAudit(uow, context, now, 'avisos_reencolados', {
      cuentaId: aviso.cuentaId,
      result: count > 0 ? 'bien' : 'sin_cambios',
      detail: { tipo: aviso.kind, canal: aviso.channel },
    })
    return count
  })
}

/** The same for all messages of a kind. */
export function requeueKind(
  deps: RequeueDeps,
  context: StaffContext,
  kind: QueuedAviso['kind'],
): Promise<number> {
  requirePower(context, 'reencolar_avisos')
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const count = await uow.avisos.requeue({ kind }, now, staleAt(now, deps.policy.claveProvisoriaMinutes))
    await recordAudit(uow, context, now, 'avisos_reencolados', {
      result: count > 0 ? 'bien' : 'sin_cambios',
      detail: { tipo: kind, cuantos: count },
    })
    return count
  })
}
