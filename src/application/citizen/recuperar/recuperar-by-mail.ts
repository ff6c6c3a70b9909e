import { ok, type Result } from '../../../domain/outcome/result.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context, Deps, Solicitud } from '../../ports.ts'
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
