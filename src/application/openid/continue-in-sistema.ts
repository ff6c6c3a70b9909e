import { showsClave } from '../../domain/account/acr.ts'
import { ok, type Result } from '../../domain/outcome/result.ts'
import { SolicitudLost } from '../errors.ts'
import type { Context, Deps, Solicitud } from '../ports.ts'
import { type FormSubmission, onceFor } from '../request/once.ts'
import { resultOf, secretsFingerprintOf } from '../request/solicitudes.ts'
import { type Destination, type Ingreso, isStillSignedIn, signIn } from './sign-in.ts'

/**
 * Goes on to the sistema after a tramite that ended well less than ten minutes ago, with what was proven in it
 * (product.md “Other systems”).
 * @param solicitudId one of the session that asks.
 * @returns as `ingresar`, without refusals.
 * @throws {SolicitudLost} when it is over, showed no CS, or the secrets or estado of its cuenta changed since.
 */
export async function continueInSistema(
  deps: Deps,
  context: Context,
  solicitudId: string,
  destination: Destination,
  form: Pick<FormSubmission, 'body'>,
): Promise<Result<Ingreso>> {
  const done = await onceFor<Ingreso>(deps, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const solicitud = await uow.solicitudes.findById(solicitudId)
      const cuenta = await uow.cuentas.findById(solicitud?.cuentaId ?? '')
      if (!solicitud || solicitud.expiresAt <= deps.clock.now() || !mayContinue(solicitud)) {
        throw new SolicitudLost()
      }
      const { secretsFingerprint } = resultOf(deps, solicitud)
      if (cuenta?.estado !== 'activa' || secretsFingerprint !== secretsFingerprintOf(deps, cuenta)) {
        throw new SolicitudLost()
      }
      // Under its own name by now: a migrante may just have become natural.
      const { perfil, identificador } = cuenta
      const proven = { cuenta, perfil, identificador, shown: solicitud }
      return keep(uow, ok(await signIn(deps, uow, context, proven, destination)))
    }),
  )
  const isOver =
    done.ok && 'cuentaId' in done.value && !(await isStillSignedIn(deps, deps.store.single, done.value))
  if (isOver) throw new SolicitudLost()
  return done
}

/** Whether the last page of a solicitud offers to go on to the sistema as who showed the CS in it. */
export const mayContinue = (solicitud: Solicitud): boolean =>
  solicitud.estado === 'lista' && solicitud.volver?.interaccion !== undefined && showsClave(solicitud)
