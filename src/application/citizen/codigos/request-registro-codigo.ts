import { ok, type Result } from '../../../domain/outcome/result.ts'
import { addMinutes, CODIGO_MINUTES, CODIGO_REPEAT_MINUTES } from '../../../domain/values/durations.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context, Deps, Solicitud } from '../../ports.ts'
import { type FormSubmission, once } from '../../request/once.ts'
import { advanceSolicitud } from '../../request/read-again.ts'
import { codigoText, loadOffering } from './registro-codigo.ts'
import { sendRegistroCodigo } from './send-registro-codigo.ts'

/**
 * Sends a 6-digit code to the mailbox and the mobile that the register has of the organisation. It replaces any
 * previous one; if both are over their limit, the previous one stays valid. The first one prolongs the solicitud to
 * as long as it serves.
 * @returns the solicitud.
 * @throws {SolicitudLost} when no code is offered.
 */
export function requestRegistroCodigo(
  deps: Deps,
  context: Context,
  { solicitudId, form }: { solicitudId: string; form: Pick<FormSubmission, 'body'> },
): Promise<Result<Solicitud>> {
  return once(deps, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const found = await loadOffering(deps, uow, solicitudId)
      const { solicitud, cuenta } = found
      const now = deps.clock.now()
      const expiresAt = addMinutes(now, CODIGO_MINUTES)
      const codigo = deps.random.text('0123456789', 6)
      const isFirst = (await uow.codigos.findBySolicitud(solicitudId)) === undefined
      if (await sendRegistroCodigo(deps, uow, found, { codigo, expiresAt })) {
        const fingerprint = deps.fingerprints.fingerprint('codigo', codigoText(found, codigo))
        await uow.codigos.put({ solicitudId, fingerprint, expiresAt })
      }
      await recordAudit(uow, context, now, 'codigo_pedido', {
        cuentaId: cuenta.id,
        subject: solicitud.subject,
        detail: { canal: 'registro' },
      })
      const end = isFirst ? { ...solicitud, expiresAt } : solicitud
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end), CODIGO_REPEAT_MINUTES)
    }),
  )
}
