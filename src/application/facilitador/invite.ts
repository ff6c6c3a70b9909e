import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { invitationExpiry, type Lazo } from '../../domain/organisations/lazo.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { makeEnlace } from '../links/enlaces.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Deps, UnitOfWork } from '../ports.ts'
import { razonSocialOf } from './notify.ts'

/**
 * Mails a facilitator the link with which it accepts an OTEC, at its registered mailbox; a new one ends the
 * former of the same OTEC. One that is dropped for the mailbox's limit ends nothing. A frozen or closed
 * account gets none.
 */
export async function invite(
  deps: Deps,
  uow: UnitOfWork,
  otec: Cuenta,
  cuenta: Cuenta,
  lazo: Lazo,
): Promise<void> {
  if (!cuenta.email || cuenta.estado !== 'activa') return
  const expiresAt = invitationExpiry(lazo.requestedAt)
  const { enlace, url } = makeEnlace(deps, {
    kind: 'aceptar-otec',
    cuentaId: cuenta.id,
    targetId: lazo.id,
    expiresAt,
  })
  const leaves = await enqueueAviso(deps, uow, {
    to: cuenta.email,
    aviso: {
      kind: 'otec_invita',
      name: displayName(cuenta),
      otec: razonSocialOf(otec),
      enlace: url,
      expires: formatMoment(expiresAt),
      hasClave: cuenta.claveHash !== null,
    },
    now: deps.clock.now(),
  })
  if (!leaves) return
  await uow.enlaces.deleteByTarget(lazo.id)
  await uow.enlaces.create(enlace)
}

/**
 * An account without CS gets another mailbox, or none: whoever reads the former one may not accept for the
 * new one, nor choose the CS with a link that was pressed already.
 */
export async function forgetInvited(uow: UnitOfWork, cuentaId: string): Promise<void> {
  await uow.enlaces.deleteByCuenta(cuentaId, 'aceptar-otec')
  await uow.solicitudes.deleteOpenByCuenta(cuentaId, null)
}
