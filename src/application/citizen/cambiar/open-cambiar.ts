import type { Perfil } from '../../../domain/perfil.ts'
import { findCuentaStop } from '../../accounts/impediments.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'
import type { Authenticated } from '../../proof/authenticate.ts'
import { confirmByButton } from '../../proof/button-of-provisoria.ts'
import { claveFingerprintOf, makeSolicitud, stopSolicitud, withResult } from '../../request/solicitudes.ts'

/**
 * Opens paso 2 of Cambiar for who showed the clave or the provisoria, in the transaction that records the try.
 * @returns the stored solicitud, stopped where {@link findCuentaStop} says so.
 */
export async function openCambiar(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  { cuenta, proof, provisoriaFingerprint, withCodigo, button }: Authenticated,
  start: { perfil: Perfil; identificador: string; volver: Solicitud['volver'] },
): Promise<Solicitud> {
  const newSolicitud = makeSolicitud(deps, {
    operacion: 'cambiar',
    ...start,
    cuenta,
    // A provisoria ranks as what it was given for.
    proofs: withCodigo ? ['codigo', proof] : [proof],
  })
  const reason = await findCuentaStop(uow, cuenta, start.perfil)
  if (button && !reason) await confirmByButton(deps, uow, context, button)
  const solicitud = reason
    ? stopSolicitud(deps, newSolicitud, reason)
    : withResult(
        deps,
        newSolicitud,
        provisoriaFingerprint
          ? { provisoriaFingerprint }
          : { claveFingerprint: claveFingerprintOf(deps, cuenta) },
      )
  await uow.solicitudes.create(solicitud)
  return solicitud
}
