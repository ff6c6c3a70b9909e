import { ok, type Result } from '../../../domain/outcome/result.ts'
import { addMinutes, CODIGO_MINUTES, CODIGO_REPEAT_MINUTES } from '../../../domain/values/durations.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context, Deps, Solicitud } from '../../ports.ts'
import { type FormSubmission, once } from '../../request/once.ts'
import { leaveToWorker } from '../../request/peticiones.ts'
import { advanceSolicitud } from '../../request/read-again.ts'
import {
  type Draft,
  loadOpenSolicitud,
  resultOf,
  withCodigoAsked,
  withResult,
} from '../../request/solicitudes.ts'
import { putCodigo } from './codigos.ts'

interface CodigoRequest {
  solicitudId: string
  /** A recovery asks for another one: the first left with the right respuesta. Defaults to actualizar. */
  operacion?: 'actualizar' | 'recuperar'
  /** What was typed in the form that asked for it, to show it again afterwards. */
  draft?: Draft | undefined
  form: FormSubmission
}

/**
 * Leaves to the worker to mail a 6-digit codigo, so that a frozen or closed cuenta is not told by the time of
 * the answer. The first one prolongs the solicitud: see {@link withCodigoAsked}.
 * @returns the solicitud.
 * @throws {SolicitudLost}
 */
export function requestCodigo(
  deps: Deps,
  context: Context,
  { solicitudId, operacion = 'actualizar', draft, form }: CodigoRequest,
): Promise<Result<Solicitud>> {
  return once(deps, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const solicitud = await loadOpenSolicitud(deps, uow, solicitudId, operacion)
      const now = deps.clock.now()
      await recordAudit(uow, context, now, 'codigo_pedido', {
        cuentaId: solicitud.cuentaId,
        subject: solicitud.subject,
      })
      const asked = withCodigoAsked(deps, solicitud)
      const extended = draft ? withResult(deps, asked, { ...resultOf(deps, asked), draft }) : asked
      await advanceSolicitud(uow, solicitud, extended)
      // Until the worker sends one, what is typed does not match, whatever the estado of the cuenta.
      if (!(await uow.codigos.findBySolicitud(solicitudId))) {
        await putCodigo(deps, uow, { solicitudId, expiresAt: addMinutes(now, CODIGO_MINUTES) }, null)
      }
      await leaveToWorker(deps, uow, context, 'codigo', extended)
      return keep(uow, ok(extended), CODIGO_REPEAT_MINUTES)
    }),
  )
}
