/** The codigo that a recovery takes besides the respuesta, where the settings say so (product.md “Proofs”, 5). */

import { recoveryMailbox } from '../../../domain/account/channels.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { ok, type Result } from '../../../domain/outcome/result.ts'
import { addMinutes, CODIGO_MINUTES } from '../../../domain/values/durations.ts'
import { maskEmail } from '../../../domain/values/mask.ts'
import { findCuentaStop } from '../../accounts/impediments.ts'
import { recordAudit } from '../../audit/record.ts'
import { SolicitudLost } from '../../errors.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'
import { concludeTry } from '../../proof/tries.ts'
import { type FormSubmission, onceWithCaptcha } from '../../request/once.ts'
import { advanceSolicitud, readAgainOnConflict } from '../../request/read-again.ts'
import { loadSolicitudWithCuenta, stopSolicitud, withProof, withResult } from '../../request/solicitudes.ts'
import { tryCodigo } from '../codigos/codigos.ts'
import { mailCodigo } from '../codigos/mail-codigo.ts'
import { deliverProvisoria } from './deliver-provisoria.ts'

/**
 * What a recovery does once something was proven: stops, asks for a codigo too, or makes a provisoria.
 * @returns the solicitud, stopped, open or finished.
 */
export async function goOnRecuperar(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  proven: Solicitud,
  cuenta: Cuenta,
): Promise<Solicitud> {
  const reason = await findCuentaStop(uow, cuenta, proven.perfil)
  if (reason) return stopSolicitud(deps, proven, reason)
  const asking = await askForCodigo(deps, uow, context, proven, cuenta)
  return asking ?? deliverProvisoria(deps, uow, context, proven, cuenta)
}

/**
 * Mails a codigo once the respuesta was right, if this cuenta takes one. It always leaves: whoever knows the RUT
 * must not use up what its owner needs.
 * @returns the solicitud, which waits for it; undefined when what was proven is enough.
 */
async function askForCodigo(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  solicitud: Solicitud,
  cuenta: Cuenta,
): Promise<Solicitud | undefined> {
  const to = recoveryMailbox(cuenta)
  const isEnough = deps.policy.recoveryProof === 'answer' || solicitud.proofs.includes('codigo')
  if (isEnough || to === null) return undefined
  const now = deps.clock.now()
  const { id: solicitudId, subject } = solicitud
  const expiresAt = addMinutes(now, CODIGO_MINUTES)
  await recordAudit(uow, context, now, 'codigo_pedido', { cuentaId: cuenta.id, subject })
  await mailCodigo(deps, uow, cuenta, { to, solicitudId, expiresAt, recovers: true, always: true })
  return { ...withResult(deps, solicitud, { maskedEmail: maskEmail(to) }), expiresAt }
}

/**
 * The last paso of such a recovery.
 * @returns the solicitud, finished or stopped as by the respuesta alone. Refusals: those of the captcha,
 *   `codigo_vencido`, `no_coinciden`, `cerrado`.
 * @throws {SolicitudLost}
 */
export function recuperarWithCodigo(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; codigo: string; form: FormSubmission },
): Promise<Result<Solicitud>> {
  return onceWithCaptcha(deps, context, paso.form, async (keep) => {
    const read = await loadSolicitudWithCuenta(deps, deps.store.single, paso.solicitudId, 'recuperar')
    const tried = await tryCodigo(deps, context, { ...read, codigo: paso.codigo, paid: true })
    if ('ok' in tried) return tried
    const load = readAgainOnConflict(read, (uow) =>
      loadSolicitudWithCuenta(deps, uow, paso.solicitudId, 'recuperar'),
    )
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      const { solicitud, cuenta } = await load(uow)
      if (!cuenta || !solicitud.proofs.includes('respuesta')) throw new SolicitudLost()
      const end = await goOnRecuperar(deps, uow, context, withProof(deps, solicitud, 'codigo'), cuenta)
      await advanceSolicitud(uow, solicitud, end)
      await uow.codigos.delete(solicitud.id)
      return keep(uow, ok(end))
    })
  })
}
