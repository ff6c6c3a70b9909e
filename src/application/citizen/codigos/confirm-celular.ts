import { withCelularConfirmed } from '../../../domain/account/channels.ts'
import { type Cuenta, MAX_SHARING_CUENTAS } from '../../../domain/account/cuenta.ts'
import { effectOfConfirming } from '../../../domain/account/pending.ts'
import type { ConfirmationEffect } from '../../../domain/account/progress.ts'
import { rankOf } from '../../../domain/account/proofs.ts'
import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { requireNoRegistroStop } from '../../accounts/impediments.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context, Deps, PendingChange, Solicitud, UnitOfWork } from '../../ports.ts'
import type { FormSubmission } from '../../request/once.ts'
import { advanceSolicitud } from '../../request/read-again.ts'
import { resultOf, withResult } from '../../request/solicitudes.ts'
import { applyPendingChange } from '../../worker/apply-pending-changes.ts'
import { CELULAR_CODIGO, type FoundCelular } from './celular-to-confirm.ts'
import { judgeCodigoOfPage } from './judge-codigo-of-page.ts'

/**
 * Confirms the mobile with the code sent there: the only thing that does. The code proves nothing of the cuenta.
 * @returns the solicitud; or refusals `codigo_vencido`, `no_coinciden`, `cerrado`, and `celular_en_tres_cuentas` when
 *   three others have confirmed it.
 * @throws {SolicitudLost} when there is no mobile to confirm.
 */
export function confirmCelular(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; codigo: string; form: Pick<FormSubmission, 'body'> },
): Promise<Result<Solicitud>> {
  return judgeCodigoOfPage(deps, context, CELULAR_CODIGO, paso, (uow, found) =>
    confirm(deps, uow, context, found),
  )
}

/** What the code confirmed, in the transaction of the try. */
async function confirm(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  found: FoundCelular,
): Promise<Result<Solicitud>> {
  const { solicitud, cuenta, celular, change } = found
  const others = (await uow.cuentas.findByCelular(celular)).filter(({ id }) => id !== cuenta.id)
  if (others.length >= MAX_SHARING_CUENTAS) return refuse('celular_en_tres_cuentas', 'codigo')
  if (change) await requireNoRegistroStop(uow, cuenta)
  const confirmed = change
    ? await confirmChange(deps, uow, change)
    : await confirmRegistered(deps, uow, solicitud, cuenta)
  if (!confirmed) return refuse('celular_en_tres_cuentas', 'codigo')
  const fact = { cuentaId: cuenta.id, subject: solicitud.subject, result: confirmed }
  await recordAudit(uow, context, deps.clock.now(), 'celular_confirmado', fact)
  const result = resultOf(deps, solicitud)
  const after = await uow.cuentas.findById(cuenta.id)
  const end = withResult(deps, solicitud, {
    ...result,
    // What the page offers besides goes on.
    ...(after && result.version === cuenta.version && { version: after.version }),
    celularConfirmed: true,
  })
  await advanceSolicitud(uow, solicitud, end)
  return ok(end)
}

/** @returns the effect; undefined when the mobile has three cuentas meanwhile. */
async function confirmRegistered(
  deps: Deps,
  uow: UnitOfWork,
  { operacion, proofs }: Solicitud,
  cuenta: Cuenta,
): Promise<ConfirmationEffect | undefined> {
  const now = deps.clock.now()
  const rank = operacion === 'registrar' ? undefined : rankOf(proofs, cuenta, now)
  const saved = await saveCuenta(uow, withCelularConfirmed(cuenta, rank, now))
  return typeof saved === 'string' ? undefined : 'con_efecto'
}

/** In effect at once if it was asked for with a code to the mailbox, otherwise 24 hours later (product.md “Actualizar”). */
async function confirmChange(
  deps: Deps,
  uow: UnitOfWork,
  change: PendingChange,
): Promise<ConfirmationEffect | undefined> {
  const now = deps.clock.now()
  const effectiveAt = effectOfConfirming(change, now)
  const confirmed = { ...change, confirmedAt: now, effectiveAt }
  await uow.pendingChanges.save(confirmed)
  if (effectiveAt > now) return 'en_espera'
  return (await applyPendingChange(deps, uow, confirmed)) === 'con_efecto' ? 'con_efecto' : undefined
}
