import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import type { Orden } from '../../domain/staff/orden.ts'
import { addHours, INVITATION_HOURS } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { mailboxOfOrden } from '../accounts/ordenes.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Deps, UnitOfWork } from '../ports.ts'
import { createEnlace } from './enlaces.ts'

/** Mails the link that two people granted, with which the person takes the cuenta, to the mailbox that they named. */
export async function sendActivation(
  deps: Deps,
  uow: UnitOfWork,
  orden: Orden,
  cuenta: Cuenta,
): Promise<void> {
  const now = deps.clock.now()
  const expiresAt = addHours(now, INVITATION_HOURS)
  const enlace = await createEnlace(deps, uow, {
    kind: 'activar',
    cuentaId: cuenta.id,
    targetId: orden.id,
    expiresAt,
  })
  const aviso = {
    kind: 'cuenta_invitada',
    name: displayName(cuenta),
    enlace,
    expires: formatMoment(expiresAt),
  } as const
  await enqueueAviso(deps, uow, { to: mailboxOfOrden(deps, orden), cuentaId: cuenta.id, aviso, now })
}
