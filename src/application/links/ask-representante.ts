import { representanteToConfirm } from '../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { addHours, CONFIRM_EMAIL_HOURS } from '../../domain/values/durations.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Deps, UnitOfWork } from '../ports.ts'
import { makeEnlace } from './enlaces.ts'

/**
 * Asks the representative of an organisation to confirm the mailbox that somebody gave as theirs (product.md
 * “Proofs”, 7); until then codes go to the organisation's. Nothing is sent where it is confirmed, or is the
 * organisation's own.
 * @returns whether a link left.
 */
export async function askRepresentante(deps: Deps, uow: UnitOfWork, cuenta: Cuenta): Promise<boolean> {
  const to = representanteToConfirm(cuenta)
  if (to === null) return false
  const now = deps.clock.now()
  const kind = 'confirmar-representante'
  const expiresAt = addHours(now, CONFIRM_EMAIL_HOURS)
  const { enlace, url } = makeEnlace(deps, { kind, cuentaId: cuenta.id, expiresAt })
  const aviso = { kind: 'confirmar_representante', name: displayName(cuenta), enlace: url } as const
  // If the mailbox is over its limit, the previous link stays.
  if (!(await enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso, now }))) return false
  await uow.enlaces.replace(enlace)
  return true
}
