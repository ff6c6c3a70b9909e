import { ok, type Result, refuse } from '../../domain/outcome/result.ts'
import { openCambiar } from '../citizen/cambiar/open-cambiar.ts'
import type { Context, Deps } from '../ports.ts'
import { authenticate, type Credential } from '../proof/authenticate.ts'
import { countFirstPaso, subjectOf } from '../proof/limits.ts'
import { type FormSubmission, onceFor } from '../request/once.ts'
import { type Destination, type Ingreso, isStillSignedIn, signIn } from './sign-in.ts'

/**
 * Signs a person in to the sistema that sent them, with the CS (product.md “Other systems”). A temporary key leads to
 * choosing a CS, missing minimum data to completing them; what stops Cambiar stops this.
 * @returns who signed in, or the solicitud to go on with. Refusals: `no_coinciden`, `cerrado`, `cambio_entretanto`.
 * @throws {Overloaded} {RateLimitExceeded}
 */
export async function ingresar(
  deps: Deps,
  context: Context,
  credential: Credential,
  destination: Destination,
  form: FormSubmission,
): Promise<Result<Ingreso>> {
  const { perfil, identificador } = credential
  const done = await onceFor<Ingreso>(deps, form, async (keep) => {
    await countFirstPaso(deps, context, 'ingresar', subjectOf(deps, perfil, identificador))
    return authenticate(deps, context, credential, async (uow, authenticated) => {
      if (!authenticated.ok) return keep(uow, authenticated)
      const { cuenta, proof } = authenticated.value
      if (proof === 'provisoria') {
        const start = { perfil, identificador, volver: destination.volver }
        const solicitud = await openCambiar(deps, uow, context, authenticated.value, start)
        return keep(uow, ok({ solicitudId: solicitud.id }))
      }
      // What happened while its hash was compared, a freeze or a change of CS, counts.
      const current = await uow.cuentas.findById(cuenta.id)
      if (current?.claveHash !== cuenta.claveHash) return keep(uow, refuse('cambio_entretanto'))
      const shown = { operacion: 'ingresar', proofs: ['clave'] } as const
      const typed = { perfil, identificador, cuenta: current, shown }
      return keep(uow, ok(await signIn(deps, uow, context, typed, destination)))
    })
  })
  if (!done.ok || 'solicitudId' in done.value) return done
  return (await isStillSignedIn(deps, deps.store.single, done.value)) ? done : refuse('cambio_entretanto')
}
