import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { SolicitudLost } from '../../errors.ts'
import type { Context, Deps, Solicitud } from '../../ports.ts'
import { findProvenBrowser } from '../../proof/browsers.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { concludeTry, trySecret } from '../../proof/tries.ts'
import { type FormSubmission, once } from '../../request/once.ts'
import { startTakeOver, verifyOrganizacion } from './after-registro-codigo.ts'
import { codigoText, entryText, loadOffering } from './registro-codigo.ts'

/**
 * Judges the code. It verifies the account and settles what would stop it; where the register has another
 * representative it leads to choosing a new clave and pregunta, with which the account takes over that one.
 * @returns the solicitud to go on with: the same one, or that of Cambiar. Refusals: `codigo_vencido`,
 *   `no_coinciden`, `cerrado`.
 * @throws {SolicitudLost} when no code is offered.
 */
export function proveRegistroCodigo(
  deps: Deps,
  context: Context,
  { solicitudId, codigo, form }: { solicitudId: string; codigo: string; form: Pick<FormSubmission, 'body'> },
): Promise<Result<Solicitud>> {
  return once(deps, form, async (keep) => {
    const found = await loadOffering(deps, deps.store.single, solicitudId)
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
      deps.fingerprints.matches('codigo', codigoText(found, codigo), saved.fingerprint),
    )
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      const current = await loadOffering(deps, uow, solicitudId)
      if (entryText(current.organismo) !== entryText(found.organismo)) throw new SolicitudLost()
      await uow.codigos.delete(solicitudId)
      const goOn = current.effect === 'verifica' ? verifyOrganizacion : startTakeOver
      return keep(uow, ok(await goOn(deps, uow, context, current)))
    })
  })
}
