/** Another mailbox or mobile that two people granted (product.md “Two people”). */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { addHours, CONFIRM_CELULAR_HOURS, CONFIRM_EMAIL_HOURS } from '../../../domain/values/durations.ts'
import { dataOfOrden } from '../../accounts/ordenes.ts'
import { mailConfirmation } from '../../links/ask-to-confirm.ts'
import type { Deps, PendingChange, UnitOfWork } from '../../ports.ts'

/**
 * Asks whoever has the account to confirm what was granted, as where a code of the call opened it: the mailbox by the link
 * that goes to it, the mobile by its code at the end of Cambiar or Actualizar. Until then nothing changes; over the limit of
 * the mailbox the link can be sent again in a call.
 */
export async function changeContacts(
  deps: Deps,
  uow: UnitOfWork,
  orden: Orden,
  cuenta: Cuenta,
): Promise<void> {
  const now = deps.clock.now()
  const { email, celular } = dataOfOrden(deps, orden)
  const change = (): Omit<PendingChange, 'kind' | 'data' | 'expiresAt'> => ({
    ...{ id: deps.random.uuid(), cuentaId: cuenta.id, createdAt: now, withCodigo: true, byCelular: false },
    ...{ notBefore: null, confirmedAt: null, effectiveAt: null },
  })
  if (celular !== null) {
    const expiresAt = addHours(now, CONFIRM_CELULAR_HOURS)
    await uow.pendingChanges.put({ ...change(), kind: 'celular', data: { celular }, expiresAt })
  }
  if (email === null) return
  const expiresAt = addHours(now, CONFIRM_EMAIL_HOURS)
  const pending: PendingChange = { ...change(), kind: 'email', data: { email }, expiresAt }
  await uow.pendingChanges.put(pending)
  await mailConfirmation(deps, uow, cuenta, email, pending)
}
