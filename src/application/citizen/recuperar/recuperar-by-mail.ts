import { linkMailboxes } from '../../../domain/account/coming-back.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Aviso } from '../../../domain/notices/avisos.ts'
import { ok, type Result } from '../../../domain/outcome/result.ts'
import { addMinutes, RECUPERAR_ENLACE_MINUTES } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { recordAudit } from '../../audit/record.ts'
import { makeEnlace } from '../../links/enlaces.ts'
import { enqueueAviso } from '../../notices/avisos.ts'
import type { Context, Deps, PeticionEnd, Solicitud, UnitOfWork } from '../../ports.ts'
import { type FormSubmission, onceWithCaptcha } from '../../request/once.ts'
import { leaveToWorker } from '../../request/peticiones.ts'
import { advanceSolicitud } from '../../request/read-again.ts'
import { finishSolicitud, loadOpenSolicitud } from '../../request/solicitudes.ts'

/**
 * “No recuerdo la respuesta a mi pregunta secreta”: leaves to the worker to mail a link to the account's
 * mailbox, if there is one. Neither the cuenta nor what depends on it is looked at here, so that the answer and
 * its time are the same for everybody (product.md “Recuperar”).
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
      const solicitud = await loadOpenSolicitud(deps, uow, paso.solicitudId, 'recuperar')
      await leaveToWorker(deps, uow, context, 'enlace', solicitud)
      await recordAudit(uow, context, deps.clock.now(), 'enlace_pedido', { subject: solicitud.subject })
      const end = finishSolicitud(deps, solicitud, { enlaceSent: true })
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end))
    }),
  )
}

/**
 * Mails a new link, which replaces the previous one. If the mailbox is over its limit, the previous one stays
 * valid. Links that reactivate a frozen cuenta are valid for days and not replaced, since anybody can request
 * this one; each knows its mailbox.
 * @param compose builds the message around the link; `congelada`: of a frozen cuenta.
 * @param browser the proven browser that asked, which has some links of its own.
 * @returns what came of it: a cuenta without a mailbox that links go to (see {@link linkMailboxes}) gets none.
 */
export async function sendEnlace(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  compose: (told: { enlace: string; expires: string; congelada: boolean }) => Aviso,
  browser?: string,
): Promise<PeticionEnd> {
  const now = deps.clock.now()
  const expiresAt = addMinutes(now, RECUPERAR_ENLACE_MINUTES)
  const congelada = cuenta.estado === 'congelada'
  const kind = congelada ? 'volver' : 'recuperar'
  let end: PeticionEnd = 'sin_destino'
  for (const mailbox of linkMailboxes(cuenta)) {
    const { enlace, url } = makeEnlace(deps, {
      kind,
      cuentaId: cuenta.id,
      targetId: congelada ? mailbox : null,
      expiresAt,
    })
    const leaves = await enqueueAviso(deps, uow, {
      to: cuenta[mailbox] ?? '',
      cuentaId: cuenta.id,
      aviso: compose({ enlace: url, expires: formatMoment(expiresAt), congelada }),
      now,
      ...(browser !== undefined && { browser }),
    })
    if (leaves) await (congelada ? uow.enlaces.create(enlace) : uow.enlaces.replace(enlace))
    if (end !== 'enviada') end = leaves ? 'enviada' : 'limite'
  }
  return end
}
