import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { invitationExpiry, type Lazo } from '../../domain/organisations/lazo.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { makeEnlace } from '../links/enlaces.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Deps, UnitOfWork } from '../ports.ts'
import { razonSocialOf } from './notify.ts'

/**
 * Mails the link that accepts an OTEC to the facilitador's registered mailbox. It replaces the previous one
 * of the same OTEC; if the mailbox is over its limit, the previous one stays valid. A frozen or closed cuenta
 * gets none.
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
    cuentaId: cuenta.id,
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
