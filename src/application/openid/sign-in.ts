/** Who signs in to another system, and what of it that system is told. */
import { type Acr, acrOf, amrOf, type Shown } from '../../domain/account/acr.ts'
import { type Cuenta, missingMinimumData } from '../../domain/account/cuenta.ts'
import { findCuentaStop } from '../accounts/impediments.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Deps, Queries, Solicitud, UnitOfWork } from '../ports.ts'
import { cuentaSubject } from '../proof/limits.ts'
import { claveFingerprintOf, makeSolicitud, stopSolicitud, withResult } from '../request/solicitudes.ts'

/** What a sign-in came to: somebody signed in, or a solicitud has to be gone through first. */
export type Ingreso =
  | { cuentaId: string; acr: Acr; amr: readonly string[]; claveFingerprint: string }
  | { solicitudId: string }

/** The sistema, and the way back to it. */
export interface Destination {
  sistemaId: string
  volver: Solicitud['volver']
  /** Whether the sessions of the account in other browsers end with this. */
  endsOthers?: boolean
}

/**
 * Signs in who showed the CS of a cuenta, in the transaction of that. Without its minimum data they are completed first
 * (product.md “Missing data”); what is stopped stays so.
 * @param identificador as typed, which its perfil goes with.
 */
export async function signIn(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  {
    cuenta,
    shown,
    ...typed
  }: Pick<Solicitud, 'perfil'> & {
    cuenta: Cuenta
    identificador: string
    shown: Shown
  },
  { sistemaId, volver, endsOthers = false }: Destination,
): Promise<Ingreso> {
  const reason = await findCuentaStop(uow, cuenta, typed.perfil)
  const missing = missingMinimumData(cuenta)
  const start = { ...typed, cuenta, proofs: ['clave' as const], volver }
  if (reason || (missing.length > 0 && cuenta.perfil === 'facilitador')) {
    // A facilitador has no form to complete what is missing: the call centre does it.
    const stopped = makeSolicitud(deps, { ...start, operacion: 'cambiar' })
    return open(uow, stopSolicitud(deps, stopped, reason ?? 'faltan_datos', { missing }))
  }
  const claveFingerprint = claveFingerprintOf(deps, cuenta)
  if (missing.length > 0) {
    const toComplete = makeSolicitud(deps, { ...start, operacion: 'actualizar' })
    return open(uow, withResult(deps, toComplete, { claveFingerprint }))
  }
  const now = deps.clock.now()
  if (endsOthers) await uow.openId.endByCuenta(cuenta.id, now)
  const acr = acrOf(shown, cuenta, now)
  await recordAudit(uow, context, now, 'sesion_iniciada', {
    cuentaId: cuenta.id,
    subject: cuentaSubject(deps, typed, cuenta),
    detail: { sistema: sistemaId, acr, ...(endsOthers && { otras: true }) },
  })
  return { cuentaId: cuenta.id, acr, amr: amrOf(shown), claveFingerprint }
}

async function open({ solicitudes }: UnitOfWork, solicitud: Solicitud): Promise<Ingreso> {
  await solicitudes.create(solicitud)
  return { solicitudId: solicitud.id }
}

/** Whether a cuenta is still the one that somebody signed in to: an outcome is kept longer than that may be so. */
export async function isStillSignedIn(
  deps: Pick<Deps, 'fingerprints'>,
  { cuentas }: Pick<Queries, 'cuentas'>,
  {
    cuentaId,
    claveFingerprint,
  }: Pick<Extract<Ingreso, { cuentaId: string }>, 'cuentaId' | 'claveFingerprint'>,
): Promise<boolean> {
  const cuenta = await cuentas.findById(cuentaId)
  return cuenta?.estado === 'activa' && claveFingerprintOf(deps, cuenta) === claveFingerprint
}
