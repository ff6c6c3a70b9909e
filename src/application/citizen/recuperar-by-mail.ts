import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import type { Aviso } from '../../domain/notices/avisos.ts'
import { ok, type Result } from '../../domain/outcome/result.ts'
import { addMinutes, RECUPERAR_ENLACE_MINUTES } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { recordAudit } from '../audit/record.ts'
import { makeEnlace } from '../links/enlaces.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../ports.ts'
import { type FormSubmission, onceWithCaptcha } from '../request/once.ts'
import { advanceSolicitud } from '../request/read-again.ts'
import { finishSolicitud, loadSolicitudWithCuenta } from '../request/solicitudes.ts'

/**
 * “No recuerdo la respuesta a mi pregunta secreta”: mails a link to the registered mailbox, if there is one.
 * Always answers the same, so that nobody learns whether the cuenta exists. A frozen cuenta gets the link
 * that reactivates it, since its contact data were restored.
 * @returns the finished solicitud. Refusals: those of the captcha.
 * @throws {SolicitudLost}
 */
export function requestEnlace(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; form: FormSubmission },
): Promise<Result<Solicitud>> {
  return onceWithCaptcha(deps, context, paso.form, (keep) =>
    deps.store.transaction(async (uow) => {
      const { solicitud, cuenta } = await loadSolicitudWithCuenta(deps, uow, paso.solicitudId, 'recuperar')
      if (cuenta && cuenta.estado !== 'cerrada') {
        await sendEnlace(deps, uow, cuenta, (enlace, expires) => ({
          kind: 'enlace_recuperar',
          name: displayName(cuenta),
          enlace,
          expires,
        }))
      }
      await recordAudit(uow, context, deps.clock.now(), 'enlace_pedido', {
        cuentaId: solicitud.cuentaId,
        subject: solicitud.subject,
      })
      const end = finishSolicitud(deps, solicitud, { enlaceSent: true })
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end))
    }),
  )
}

/**
 * Mails a new link, which replaces the previous one. If the mailbox is over its limit, the previous one stays
 * valid. Links that reactivate a frozen cuenta are valid for days and not replaced, since anybody can request
 * this one.
 * @param compose builds the message around the link.
 */
export async function sendEnlace(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  compose: (enlace: string, expires: string) => Aviso,
): Promise<void> {
  if (!cuenta.email) return
  const now = deps.clock.now()
  const expiresAt = addMinutes(now, RECUPERAR_ENLACE_MINUTES)
  const kind = cuenta.estado === 'congelada' ? 'volver' : 'recuperar'
  const { enlace, url } = makeEnlace(deps, { kind, cuentaId: cuenta.id, expiresAt })
  const leaves = await enqueueAviso(deps, uow, {
    to: cuenta.email,
    aviso: compose(url, formatMoment(expiresAt)),
    now,
  })
  if (!leaves) return
  if (kind === 'recuperar') await uow.enlaces.deleteByCuenta(cuenta.id, kind)
  await uow.enlaces.create(enlace)
}
