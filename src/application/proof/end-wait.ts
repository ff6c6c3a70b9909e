import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { urlOfPaso } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { recordAudit } from '../audit/record.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { AuditContext, Deps, UnitOfWork } from '../ports.ts'
import { waitId } from '../request/peticiones.ts'

/**
 * Ends a recovery that waits, because CS or answer was proven (product.md “Proofs”, 1): its mailbox is told.
 * One statement, and none for a cuenta whose mailbox is confirmed.
 */
export async function endWait(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext,
  cuenta: Cuenta,
): Promise<void> {
  if (cuenta.emailConfirmedAt !== null || !(await uow.peticiones.delete(waitId(cuenta.id)))) return
  const now = deps.clock.now()
  await recordAudit(uow, context, now, 'recuperacion_cancelada', { cuentaId: cuenta.id })
  if (!cuenta.email) return
  const recuperarUrl = deps.policy.baseUrl + urlOfPaso({ ...cuenta, operacion: 'recuperar' })
  await enqueueAviso(deps, uow, {
    to: cuenta.email,
    cuentaId: cuenta.id,
    aviso: {
      kind: 'recuperacion_cancelada',
      name: displayName(cuenta),
      when: formatMoment(now),
      recuperarUrl,
    },
    now,
  })
}
