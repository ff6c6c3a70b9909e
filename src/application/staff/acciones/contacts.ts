/** ● Another mailbox or mobile, asked for in a call (product.md “Calls”). */
import { includesMailbox, isCelularConfirmed } from '../../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { type Result, refuse } from '../../../domain/outcome/result.ts'
import { effectOf, OBJECTION_DAYS_WHEN_CONTESTED } from '../../../domain/staff/decision.ts'
import {
  addDays,
  addHours,
  CONFIRM_CELULAR_HOURS,
  CONFIRM_EMAIL_HOURS,
} from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { maskCelular, maskEmail } from '../../../domain/values/mask.ts'
import { findRegistroStop } from '../../accounts/impediments.ts'
import { canHaveCelular, canHaveMailbox } from '../../accounts/ordenes.ts'
import { recordAudit } from '../../audit/record.ts'
import { mailConfirmation } from '../../links/ask-to-confirm.ts'
import { enqueueSms } from '../../notices/avisos.ts'
import { notifyDeed } from '../../notices/eventos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Deps, PendingChange, StaffContext, UnitOfWork } from '../../ports.ts'
import { isOwnContact } from '../llamadas/own-cuenta.ts'
import { act, type InLlamada } from './act.ts'

/**
 * Asks for another mailbox, or the first one. It waits for 24 hours (10 days where a confirmed mailbox said “No fui yo”
 * lately) and for its link; every mailbox and mobile of the account is told at once.
 * @returns refusals of {@link act}; `cuenta_propia`, `correo_igual`, `email_en_tres_cuentas`, `organismo_detenido`, `mensajes_tope`.
 */
export const askNewEmail = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada & { email: string },
): Promise<Result<string>> =>
  act({ deps, context, accion: 'cambiar_correo', order }, async ({ uow, cuenta, now, channel, fact }) => {
    const { email } = order
    if (await isOwnContact(deps, uow, context.actor, { email })) return refuse('cuenta_propia', 'email')
    if (cuenta.emailConfirmedAt && includesMailbox([cuenta.email], email)) {
      return refuse('correo_igual', 'email')
    }
    if (await findRegistroStop(uow, cuenta)) return refuse('organismo_detenido')
    if (!(await canHaveMailbox(uow, cuenta, email))) return refuse('email_en_tres_cuentas', 'email')
    const notBefore = await earliestEffect(uow, cuenta, now)
    const change: PendingChange = {
      ...asked(deps, cuenta, now, notBefore, channel === 'celular'),
      kind: 'email',
      data: { email },
      expiresAt: addHours(now, CONFIRM_EMAIL_HOURS),
    }
    if (!(await mailConfirmation(deps, uow, cuenta, email, change))) return refuse('mensajes_tope', 'email')
    await uow.pendingChanges.put(change)
    await tellOfChange(deps, uow, cuenta, { kind: 'email', masked: maskEmail(email) }, notBefore)
    await recordAudit(uow, context, now, 'email_cambiado', { ...fact, result: 'pedido' })
    return { detail: { until: notBefore.toISOString() } }
  })

/**
 * The same of a mobile, which waits for its code.
 * @returns refusals of {@link act}; `cuenta_propia`, `celular_igual`, `celular_en_tres_cuentas`, `organismo_detenido`.
 */
export const askNewCelular = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada & { celular: string },
): Promise<Result<string>> =>
  act({ deps, context, accion: 'cambiar_celular', order }, async ({ uow, cuenta, now, fact }) => {
    const { celular } = order
    if (await isOwnContact(deps, uow, context.actor, { celular })) return refuse('cuenta_propia', 'celular')
    if (cuenta.celular === celular && isCelularConfirmed(cuenta, now))
      return refuse('celular_igual', 'celular')
    if (await findRegistroStop(uow, cuenta)) return refuse('organismo_detenido')
    if (!(await canHaveCelular(uow, cuenta, celular))) return refuse('celular_en_tres_cuentas', 'celular')
    const notBefore = await earliestEffect(uow, cuenta, now)
    await uow.pendingChanges.put({
      ...asked(deps, cuenta, now, notBefore, false),
      kind: 'celular',
      data: { celular },
      expiresAt: addHours(now, CONFIRM_CELULAR_HOURS),
    })
    await tellOfChange(deps, uow, cuenta, { kind: 'celular', masked: maskCelular(celular) }, notBefore)
    await recordAudit(uow, context, now, 'celular_cambiado', { ...fact, result: 'pedido' })
    return { detail: { until: notBefore.toISOString() } }
  })

/** When a change asked for now takes effect at the earliest. */
export async function earliestEffect({ eventos }: UnitOfWork, { id }: Cuenta, now: Date): Promise<Date> {
  const since = addDays(now, -OBJECTION_DAYS_WHEN_CONTESTED)
  return effectOf(now, await eventos.wasContestedByConfirmed(id, since))
}

const asked = (
  { random }: Pick<Deps, 'random'>,
  { id: cuentaId }: Cuenta,
  createdAt: Date,
  notBefore: Date,
  byCelular: boolean,
): Omit<PendingChange, 'kind' | 'data' | 'expiresAt'> => ({
  ...{ id: random.uuid(), cuentaId, createdAt, withCodigo: true, byCelular, notBefore },
  ...{ confirmedAt: null, effectiveAt: null },
})

/** Tells every mailbox and mobile of the account, confirmed or not, with a “No fui yo” in each mail. */
async function tellOfChange(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  what: { kind: 'email' | 'celular'; masked: string },
  until: Date,
): Promise<void> {
  const now = deps.clock.now()
  const told = {
    kind: 'cambio_por_telefono',
    name: displayName(cuenta),
    what,
    when: formatMoment(now),
    until: formatMoment(until),
  } as const
  const deed = {
    kind: 'actualizar',
    cuentaId: cuenta.id,
    before: cuenta,
    rank: 'canal',
    always: true,
  } as const
  const mailboxes: string[] = []
  const byMail = (mailbox: string) => {
    mailboxes.push(mailbox)
    return notifyDeed(deps, uow, { ...deed, mailbox, aviso: (noFuiYoEnlace) => ({ ...told, noFuiYoEnlace }) })
  }
  const sms = { kind: 'datos_actualizados' } as const
  await tellConfirmed(deps, uow, { states: [cuenta], except: [], byMail, sms, now })
  if (cuenta.email && !includesMailbox(mailboxes, cuenta.email)) await byMail(cuenta.email)
  if (cuenta.celular && !isCelularConfirmed(cuenta, now)) {
    await enqueueSms(deps, uow, { to: cuenta.celular, cuentaId: cuenta.id, aviso: sms, now })
  }
}
