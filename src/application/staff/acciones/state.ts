/** Freezing, giving back and reopening an account in a call (product.md “Calls”). */

import { type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import { isAwaitingObjection } from '../../../domain/staff/decision.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { type FREEZE_REASONS, freezeByStaff } from '../cuentas/freeze-cuenta.ts'
import { reopenTries } from '../cuentas/reopen-cuenta.ts'
import { unfreezeByStaff } from '../cuentas/unfreeze-cuenta.ts'
import { act, type InLlamada } from './act.ts'
import { spendReopening } from './caps.ts'

/**
 * Freezes the account of who calls; every confirmed mailbox and mobile is told at once.
 * @returns refusals of {@link act}; `cambio_entretanto`.
 */
export const freezeInLlamada = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada & { reason: (typeof FREEZE_REASONS)[number] },
): Promise<Result<string>> =>
  act({ deps, context, accion: 'congelar', order }, async ({ uow, cuenta, now, fact }) => {
    const done = await freezeByStaff(deps, uow, context, cuenta)
    if (done.result !== 'bien') return changedMeanwhile()
    await recordAudit(uow, context, now, 'cuenta_congelada', {
      ...fact,
      result: 'bien',
      detail: { ...fact.detail, motivo: order.reason },
    })
    return { detail: { byMail: done.byMail } }
  })

/**
 * ● Gives back a frozen account, of which only its confirmed mailboxes stay; every confirmed channel, old and new, is told.
 * Not where its owner objected to what two people granted: two people decide that (product.md “Two people”).
 * @returns refusals of {@link act}; `objetada`, `cambio_entretanto`.
 */
export const unfreezeInLlamada = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada,
): Promise<Result<string>> =>
  act({ deps, context, accion: 'descongelar', order }, async ({ uow, cuenta, now, fact }) => {
    if (isAwaitingObjection(cuenta, await uow.ordenes.findObjected(cuenta.id))) return refuse('objetada')
    const done = await unfreezeByStaff(deps, uow, context, cuenta)
    if (done.result !== 'bien') return changedMeanwhile()
    await recordAudit(uow, context, now, 'cuenta_descongelada', { ...fact, result: 'bien' })
    return { detail: { byMail: done.byMail } }
  })

/**
 * Ends every lockout of the account: once a day, over all agents, or whoever guesses would get their tries back from one
 * after another.
 * @returns refusals of {@link act}; `reabierta_hoy`.
 */
export const reopenInLlamada = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada,
): Promise<Result<string>> =>
  act({ deps, context, accion: 'reabrir', order }, async ({ uow, cuenta, now, fact }) => {
    if (!(await spendReopening(uow, cuenta.id, now))) return refuse('reabierta_hoy')
    const locked = await reopenTries(deps, uow, cuenta)
    await recordAudit(uow, context, now, 'cuenta_reabierta', {
      ...fact,
      result: 'bien',
      detail: { ...fact.detail, cerrados: locked.join(' ') },
    })
    return {}
  })

const changedMeanwhile = (): Refused => refuse('cambio_entretanto')
