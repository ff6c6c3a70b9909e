/** Whose cuenta a link is of, where the link alone proves nothing (product.md “Proofs”, 1). */
import { type Identity, matchesIdentity } from '../../domain/account/unconfirmed-links.ts'
import { ok, type Result } from '../../domain/outcome/result.ts'
import type { Context, Deps, EnlacePage } from '../ports.ts'
import { findProvenBrowser } from '../proof/browsers.ts'
import { subjectOf } from '../proof/limits.ts'
import { concludeTry, trySecret } from '../proof/tries.ts'
import { type FormSubmission, onceForCode } from '../request/once.ts'
import { asksOf, findCuentaOfEnlace } from './link-asks.ts'

/**
 * Compares what was typed on the page of a link with its cuenta, as one of the tries of that link, or
 * of all the links of the cuenta where the birth date is asked for too. A link that cannot
 * be used any more passes: its button says so.
 * @returns refusals `no_coinciden`, `cerrado`.
 */
export async function identify(
  deps: Deps,
  context: Context,
  { id, kind, ...identity }: Identity & { id: string; kind: EnlacePage },
  form: Pick<FormSubmission, 'body'>,
): Promise<Result<string>> {
  return onceForCode(deps, { body: `datos:${form.body}` }, async (keep) => {
    const cuenta = await findCuentaOfEnlace(deps, id, kind)
    if (!cuenta) return deps.store.transaction((uow) => keep(uow, ok('vencido')))
    const asks = asksOf(kind, cuenta)
    const tried = await trySecret(
      deps,
      context,
      {
        secret: 'datos',
        event: 'datos_presentados',
        subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
        // Whoever knows the identificador must not shut out who was sent the link. Birth dates are guessed: their tries
        // are of all the links of the cuenta, not of each.
        counted: deps.fingerprints.fingerprint(
          'sujeto',
          asks === 'identificador' ? `enlace:${id}` : `enlaces:${cuenta.id}`,
        ),
        cuenta,
        known: await findProvenBrowser(deps, context, cuenta.id),
      },
      () => matchesIdentity(cuenta, identity, asks),
    )
    return concludeTry(deps, tried, (uow) => keep(uow, tried.refusal ?? ok('bien')))
  })
}
