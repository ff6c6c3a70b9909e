import { withCelularConfirmed } from '../../../domain/account/channels.ts'
import { type Cuenta, MAX_SHARING_CUENTAS } from '../../../domain/account/cuenta.ts'
import type { ConfirmationEffect } from '../../../domain/account/progress.ts'
import { rankOf } from '../../../domain/account/proofs.ts'
import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { addHours, CHANGE_WAIT_HOURS } from '../../../domain/values/durations.ts'
import { requireNoRegistroStop } from '../../accounts/impediments.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import { SolicitudLost } from '../../errors.ts'
import type { Context, Deps, PendingChange, Solicitud, UnitOfWork } from '../../ports.ts'
import { findProvenBrowser } from '../../proof/browsers.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { concludeTry, trySecret } from '../../proof/tries.ts'
import { type FormSubmission, once } from '../../request/once.ts'
import { advanceSolicitud } from '../../request/read-again.ts'
import { resultOf, withResult } from '../../request/solicitudes.ts'
import { applyPendingChange } from '../../worker/apply-pending-changes.ts'
import { celularCodigoText, type FoundCelular, loadCelular } from './celular-to-confirm.ts'

/**
 * Confirms the mobile with the code sent there: the only thing that does. The code proves nothing of the cuenta.
 * @returns the solicitud; or refusals `codigo_vencido`, `no_coinciden`, `cerrado`, and `celular_en_tres_cuentas` when
 *   three others have confirmed it.
 * @throws {SolicitudLost} when there is no mobile to confirm.
 */
export function confirmCelular(
  deps: Deps,
  context: Context,
  { solicitudId, codigo, form }: { solicitudId: string; codigo: string; form: Pick<FormSubmission, 'body'> },
): Promise<Result<Solicitud>> {
  return once(deps, form, async (keep) => {
    const found = await loadCelular(deps, deps.store.single, solicitudId)
    const saved = await deps.store.single.codigos.findBySolicitud(solicitudId)
    if (!saved || saved.expiresAt <= deps.clock.now()) return refuse('codigo_vencido', 'codigo')
    const { cuenta } = found
    const proof = {
      secret: 'codigo',
      event: 'codigo_presentado',
      subject: cuentaSubject(deps, cuenta, cuenta),
      cuenta,
      known: await findProvenBrowser(deps, context, cuenta.id),
      proves: false,
    } as const
    const tried = await trySecret(deps, context, proof, () =>
      deps.fingerprints.matches('codigo', celularCodigoText(found, codigo), saved.fingerprint),
    )
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      const current = await loadCelular(deps, uow, solicitudId)
      if (current.celular !== found.celular) throw new SolicitudLost()
      return keep(uow, await confirm(deps, uow, context, current))
    })
  })
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
  await uow.codigos.delete(solicitud.id)
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
  const effectiveAt = change.withCodigo ? now : addHours(now, CHANGE_WAIT_HOURS)
  const confirmed = { ...change, confirmedAt: now, effectiveAt }
  await uow.pendingChanges.save(confirmed)
  if (!change.withCodigo) return 'en_espera'
  return (await applyPendingChange(deps, uow, confirmed)) === 'con_efecto' ? 'con_efecto' : undefined
}
