import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import type { Orden } from '../../domain/staff/orden.ts'
import { addHours, INVITATION_HOURS } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { mailboxOfOrden } from '../accounts/ordenes.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import { notifyDeed } from '../notices/eventos.ts'
import type { Deps, UnitOfWork } from '../ports.ts'
import { createEnlace, makeEnlace } from './enlaces.ts'

/**
 * Mails the link with which whom the call centre registered chooses CS, question and answer, with its “No fui yo”. The
 * one that was sent before ends.
 * @returns until when it can be used; undefined when the mailbox is over its limit, and then nothing changes.
 */
export async function sendFirstActivation(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
): Promise<Date | undefined> {
  const expiresAt = addHours(deps.clock.now(), INVITATION_HOURS)
  const { enlace, url } = makeEnlace(deps, { kind: 'activar', cuentaId: cuenta.id, expiresAt })
  const told = { name: displayName(cuenta), enlace: url, expires: formatMoment(expiresAt) } as const
  const leaves = await notifyDeed(deps, uow, {
    kind: 'registrar',
    cuentaId: cuenta.id,
    before: null,
    mailbox: cuenta.email ?? '',
    rank: 'ninguno',
    aviso: (noFuiYoEnlace) => ({ kind: 'cuenta_registrada', ...told, noFuiYoEnlace }),
  })
  if (!leaves) return undefined
  await uow.enlaces.replace(enlace)
  return expiresAt
}

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
