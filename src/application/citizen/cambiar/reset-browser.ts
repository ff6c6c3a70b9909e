import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Secret } from '../../../domain/account/tries.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'
import { rememberBrowser } from '../../proof/browsers.ts'
import { subjectOf } from '../../proof/limits.ts'

/**
 * Resets the counters of the browser where the clave was chosen, and remembers that the cuenta was proven there.
 * Those of others stay, so that nobody else learns of the change.
 */
export async function resetBrowser(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  { solicitud, cuenta, secrets }: { solicitud: Solicitud; cuenta: Cuenta; secrets: readonly Secret[] },
): Promise<void> {
  if (!context.browser) return
  const { fingerprint } = context.browser
  const known = await uow.provenBrowsers.findLive(fingerprint, cuenta.id, deps.clock.now())
  await uow.tryCounters.delete(subjectOf(deps, cuenta.perfil, cuenta.identificador), fingerprint, secrets)
  await rememberBrowser(deps, uow, context, { cuenta, proofs: solicitud.proofs, known })
}
