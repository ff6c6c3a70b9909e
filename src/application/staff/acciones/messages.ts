/** Links, keys and notices that are sent in a call; whoever answers it sees none of them (product.md “Calls”). */
import { awaitsActivation } from '../../../domain/account/by-phone.ts'
import { displayName } from '../../../domain/account/cuenta.ts'
import type { Result } from '../../../domain/outcome/result.ts'
import { refuse } from '../../../domain/outcome/result.ts'
import { PROVISORIA_LENGTH } from '../../../domain/secrets/clave.ts'
import { addMinutes, RECUPERAR_ENLACE_MINUTES } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { TOLD_ALPHABET } from '../../../domain/values/told.ts'
import { findRegistroStop } from '../../accounts/impediments.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import { resendConfirmation } from '../../links/ask-to-confirm.ts'
import { sendFirstActivation } from '../../links/send-activation.ts'
import { sendEnlace } from '../../links/send-enlace.ts'
import { enqueueSms } from '../../notices/avisos.ts'
import { notifyDeed } from '../../notices/eventos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { act, type InLlamada } from './act.ts'

/**
 * Mails the link of Recuperar to the confirmed mailbox of the account; of a frozen one, the link that gives it back.
 * @returns refusals of {@link act}; `mensajes_tope` when the mailbox is over its limit.
 */
export const sendEnlaceInLlamada = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada,
): Promise<Result<string>> =>
  act({ deps, context, accion: 'enviar_enlace', order }, async ({ uow, cuenta, now, fact }) => {
    const name = displayName(cuenta)
    const compose = (told: { enlace: string; expires: string; congelada: boolean }) =>
      ({ kind: 'enlace_recuperar', name, ...told }) as const
    if ((await sendEnlace(deps, uow, cuenta, compose)) !== 'enviada') return refuse('mensajes_tope')
    await recordAudit(uow, context, now, 'enlace_pedido', fact)
    return { detail: { until: addMinutes(now, RECUPERAR_ENLACE_MINUTES).toISOString() } }
  })

/**
 * Sends a temporary key to the confirmed mobile of the account, and tells every confirmed mailbox, with its “No fui yo”.
 * It ranks as the secret answer does, and holds mailbox and mobile for 72 hours as one got by it (product.md “Proofs”, 5).
 * @returns refusals of {@link act}; `organismo_detenido`.
 */
export const sendProvisoriaInLlamada = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada,
): Promise<Result<string>> =>
  act({ deps, context, accion: 'enviar_provisoria', order }, async ({ uow, cuenta, now, fact }) => {
    const { id: cuentaId, celular } = cuenta
    if (celular === null) return refuse('accion_cerrada')
    if (await findRegistroStop(uow, cuenta)) return refuse('organismo_detenido')
    const clave = deps.random.text(TOLD_ALPHABET, PROVISORIA_LENGTH)
    const expiresAt = addMinutes(now, deps.policy.claveProvisoriaMinutes)
    await saveCuenta(uow, { ...cuenta, recoveredWithRespuestaAt: now })
    const sms = { kind: 'clave_provisoria', clave, expires: formatMoment(expiresAt) } as const
    await enqueueSms(deps, uow, { to: celular, cuentaId, aviso: sms, now, always: true })
    const told = {
      kind: 'clave_provisoria_generada',
      name: displayName(cuenta),
      when: formatMoment(now),
    } as const
    const deed = { kind: 'recuperar', cuentaId, before: cuenta, rank: 'respuesta', always: true } as const
    await tellConfirmed(deps, uow, {
      states: [cuenta],
      except: [celular],
      byMail: (mailbox) =>
        notifyDeed(deps, uow, { ...deed, mailbox, aviso: (noFuiYoEnlace) => ({ ...told, noFuiYoEnlace }) }),
      sms: { kind: 'clave_provisoria_generada' },
      now,
    })
    await uow.provisorias.put({
      cuentaId,
      fingerprint: deps.fingerprints.fingerprint('provisoria', clave),
      expiresAt,
      ...{ tries: 0, othersTries: 0, browser: null, withCodigo: false },
    })
    // That of an earlier key opens nothing any more.
    await uow.enlaces.deleteByCuenta(cuentaId, 'provisoria')
    await recordAudit(uow, context, now, 'provisoria_generada', fact)
    return { detail: { until: expiresAt.toISOString() } }
  })

/**
 * Sends again, to the mailbox that it went to, the message that asks to confirm it: the registered one, one that a change
 * waits for, or the representative's. Whom the call centre registered gets the link that activates the account.
 * @returns refusals of {@link act}; `aviso_sin_destino`, `mensajes_tope`.
 */
export const resendAviso = (deps: Deps, context: StaffContext, order: InLlamada): Promise<Result<string>> =>
  act({ deps, context, accion: 'reenviar_aviso', order }, async ({ uow, cuenta, now, fact }) => {
    const sent = awaitsActivation(cuenta)
      ? (await sendFirstActivation(deps, uow, cuenta))
        ? 'enviada'
        : 'limite'
      : await resendConfirmation(deps, uow, cuenta)
    if (sent !== 'enviada') return refuse(sent === 'limite' ? 'mensajes_tope' : 'aviso_sin_destino')
    await recordAudit(uow, context, now, 'enlace_pedido', { ...fact, result: 'reenviado' })
    return {}
  })
