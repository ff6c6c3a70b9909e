import { ok, type Result } from '../../../domain/outcome/result.ts'
import { addMinutes, CODIGO_MINUTES, CODIGO_REPEAT_MINUTES } from '../../../domain/values/durations.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context, Deps, Solicitud } from '../../ports.ts'
import { once } from '../../request/once.ts'
import { advanceSolicitud } from '../../request/read-again.ts'
import { withCodigoAsked } from '../../request/solicitudes.ts'
import type { Asked, CodigoOfPage, FoundSolicitud } from './codigo-of-page.ts'
import { putCodigo } from './codigos.ts'

/**
 * Sends a code. It replaces any previous one; where no message left, the previous one stays valid. The first one
 * prolongs the solicitud: see {@link withCodigoAsked}.
 * @returns the solicitud.
 * @throws {SolicitudLost} when the page offers none.
 */
export function requestCodigoOfPage<F extends FoundSolicitud>(
  deps: Deps,
  context: Context,
  of: CodigoOfPage<F>,
  { solicitudId, form }: Asked,
): Promise<Result<Solicitud>> {
  return once(deps, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const found = await of.load(deps, uow, solicitudId)
      const { solicitud, cuenta } = found
      const now = deps.clock.now()
      const expiresAt = addMinutes(now, CODIGO_MINUTES)
      const codigo = deps.random.text('0123456789', 6)
      const leaves = await of.send(deps, uow, found, { codigo, expiresAt })
      if (leaves || !(await uow.codigos.findBySolicitud(solicitudId))) {
        const place = { solicitudId, about: of.about(found), expiresAt }
        await putCodigo(deps, uow, place, leaves ? codigo : null)
      }
      await recordAudit(uow, context, now, 'codigo_pedido', {
        cuentaId: cuenta.id,
        subject: solicitud.subject,
        detail: { canal: of.canal },
      })
      const end = withCodigoAsked(deps, solicitud)
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end), CODIGO_REPEAT_MINUTES)
    }),
  )
}
