import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { rankOf } from '../../domain/account/proofs.ts'
import { isAtLeast } from '../../domain/account/ranks.ts'
import { changesEmail, type NewData } from '../../domain/forms/cambios.ts'
import { addHours, CONFIRM_EMAIL_HOURS } from '../../domain/values/durations.ts'
import { maskEmail } from '../../domain/values/mask.ts'
import { makeEnlace } from '../links/enlaces.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Deps, Solicitud, UnitOfWork } from '../ports.ts'

/**
 * Asks the new mailbox to confirm.
 * @returns what the page says about it; undefined when there is no change.
 */
export async function requestConfirmation(
  deps: Deps,
  uow: UnitOfWork,
  solicitud: Solicitud,
  cuenta: Cuenta,
  data: NewData,
): Promise<{ masked: string; waits24h: boolean } | undefined> {
  if (cuenta.email !== null && !changesEmail(cuenta, data)) return undefined
  const now = deps.clock.now()
  const expiresAt = addHours(now, CONFIRM_EMAIL_HOURS)
  const isProven = isAtLeast(rankOf(solicitud.proofs, cuenta, now), 'canal')
  const waits24h = cuenta.email !== null && !isProven
  const isChange = cuenta.email !== null
  const changeId = deps.random.uuid()
  const targetId = isChange ? changeId : null
  const { enlace, url } = makeEnlace(deps, {
    kind: 'confirmar-correo',
    cuentaId: cuenta.id,
    targetId,
    expiresAt,
  })
  const leaves = await enqueueAviso(deps, uow, {
    to: data.email,
    cuentaId: cuenta.id,
    aviso: { kind: 'confirmar_email', name: displayName(cuenta), enlace: url, waits24h },
    now,
  })
  // If the mailbox is over its limit, the previous link and pending change stay.
  if (leaves) {
    await uow.enlaces.deleteByCuenta(cuenta.id, 'confirmar-correo')
    await uow.enlaces.create(enlace)
  }
  if (leaves && isChange) {
    const pending = { id: changeId, cuentaId: cuenta.id, newEmail: data.email, withCodigo: !waits24h }
    await uow.emailChanges.put({
      ...pending,
      createdAt: now,
      expiresAt,
      confirmedAt: null,
      effectiveAt: null,
    })
  }
  return cuenta.email === null ? undefined : { masked: maskEmail(data.email), waits24h }
}
