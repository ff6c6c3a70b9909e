import { representanteToConfirm } from '../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { addHours, CONFIRM_EMAIL_HOURS } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Deps, PendingChange, PeticionEnd, UnitOfWork } from '../ports.ts'
import { askRepresentante } from './ask-representante.ts'
import { makeEnlace } from './enlaces.ts'

/** What the message says of when a change takes effect. */
type Waiting = Pick<PendingChange, 'id' | 'withCodigo' | 'notBefore'>

/**
 * Mails the link with which a mailbox confirms that it is the cuenta's. Over the limit of the mailbox the link that it has
 * stays.
 * @param change what it confirms; null for the registered mailbox.
 * @returns whether it left.
 */
export async function mailConfirmation(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  to: string,
  change: Waiting | null,
): Promise<boolean> {
  const now = deps.clock.now()
  const { enlace, url } = makeEnlace(deps, {
    kind: 'confirmar-correo',
    cuentaId: cuenta.id,
    targetId: change?.id ?? null,
    expiresAt: addHours(now, CONFIRM_EMAIL_HOURS),
  })
  const aviso = {
    kind: 'confirmar_email',
    name: displayName(cuenta),
    enlace: url,
    waits24h: change !== null && !change.withCodigo,
    ...(change?.notBefore && { notBefore: formatMoment(change.notBefore) }),
  } as const
  const leaves = await enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso, now })
  if (leaves) await uow.enlaces.replace(enlace)
  return leaves
}

/**
 * Mails again what asks a mailbox of a cuenta to confirm: one that a change waits for, or else the registered one, or the
 * representative's.
 * @returns what came of it; `sin_destino` where none waits.
 */
export async function resendConfirmation(deps: Deps, uow: UnitOfWork, cuenta: Cuenta): Promise<PeticionEnd> {
  const pending = await uow.pendingChanges.findByCuenta(cuenta.id)
  const change = pending.find(({ kind, confirmedAt }) => kind === 'email' && confirmedAt === null)
  const { email, emailConfirmedAt } = cuenta
  const to = change?.data.email ?? (emailConfirmedAt === null ? email : null)
  if (to) return (await mailConfirmation(deps, uow, cuenta, to, change ?? null)) ? 'enviada' : 'limite'
  if (representanteToConfirm(cuenta) === null) return 'sin_destino'
  return (await askRepresentante(deps, uow, cuenta)) ? 'enviada' : 'limite'
}
