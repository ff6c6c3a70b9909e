import { ok, type Result } from '../../../domain/outcome/result.ts'
import { addMinutes, CODIGO_MINUTES, CODIGO_REPEAT_MINUTES } from '../../../domain/values/durations.ts'
import { recordAudit } from '../../audit/record.ts'
import { enqueueSms } from '../../notices/avisos.ts'
import type { Context, Deps, Solicitud } from '../../ports.ts'
import { type FormSubmission, once } from '../../request/once.ts'
import { advanceSolicitud } from '../../request/read-again.ts'
import { withCodigoAsked } from '../../request/solicitudes.ts'
import { celularCodigoText, loadCelular } from './celular-to-confirm.ts'

/**
 * Sends a 6-digit code by SMS to the mobile. It replaces any previous one; if the mobile is over its limit, the
 * previous one stays valid. The first one prolongs the solicitud to as long as it serves.
 * @returns the solicitud.
 * @throws {SolicitudLost} when there is no mobile to confirm.
 */
export function requestCelularCodigo(
  deps: Deps,
  context: Context,
  { solicitudId, form }: { solicitudId: string; form: Pick<FormSubmission, 'body'> },
): Promise<Result<Solicitud>> {
  return once(deps, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const found = await loadCelular(deps, uow, solicitudId)
      const { solicitud, cuenta, celular } = found
      const now = deps.clock.now()
      const expiresAt = addMinutes(now, CODIGO_MINUTES)
      const codigo = deps.random.text('0123456789', 6)
      const aviso = { kind: 'codigo' as const, codigo }
      const leaves = await enqueueSms(deps, uow, { to: celular, cuentaId: cuenta.id, aviso, now })
      if (leaves || !(await uow.codigos.findBySolicitud(solicitudId))) {
        // Where none left, one that nobody can guess: what is typed does not match, as with any wrong code.
        const text = celularCodigoText(found, leaves ? codigo : deps.random.token())
        const fingerprint = deps.fingerprints.fingerprint('codigo', text)
        await uow.codigos.put({ solicitudId, fingerprint, expiresAt })
      }
      await recordAudit(uow, context, now, 'codigo_pedido', {
        cuentaId: cuenta.id,
        subject: solicitud.subject,
        detail: { canal: 'sms' },
      })
      const end = withCodigoAsked(deps, solicitud)
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end), CODIGO_REPEAT_MINUTES)
    }),
  )
}
