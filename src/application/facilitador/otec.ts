import { type Cuenta, missingMinimumData } from '../../domain/account/cuenta.ts'
import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import { findOtecImpediment } from '../../domain/organisations/otec.ts'
import { ok, type Result } from '../../domain/outcome/result.ts'
import type { OtecOperacion } from '../../domain/perfil.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../ports.ts'
import { authenticate } from '../proof/authenticate.ts'
import { countFirstPaso, subjectOf } from '../proof/limits.ts'
import { type FormSubmission, once } from '../request/once.ts'
import {
  claveFingerprintOf,
  loadSolicitudWithCuenta,
  makeSolicitud,
  requireProvenClave,
  stopSolicitud,
  withResult,
} from '../request/solicitudes.ts'

export interface OtecProof {
  operacion: OtecOperacion
  rutOtec: string
  claveOtec: string
  volver: Solicitud['volver']
  form: FormSubmission
}

/**
 * Paso 1 of an OTEC's operaciones on facilitadores: its RUT and clave, with the usual try counter.
 * @returns the solicitud, open or stopped: 'clave_provisoria' with a provisoria, the reasons of
 *   {@link findOtecImpediment}, or 'sin_facilitadores' with nobody to recover. Refusals: `no_coinciden`,
 *   `cerrado_clave`.
 * @throws {Overloaded} {RateLimitExceeded}
 */
export function validateOtec(
  deps: Deps,
  context: Context,
  { operacion, rutOtec, claveOtec, volver, form }: OtecProof,
): Promise<Result<Solicitud>> {
  return once(deps, form, async (keep) => {
    const subject = subjectOf(deps, 'juridica', rutOtec)
    await countFirstPaso(deps, context, operacion, subject)
    const credential = { perfil: 'juridica', identificador: rutOtec, clave: claveOtec } as const
    return authenticate(deps, context, credential, async (uow, authenticated) => {
      if (!authenticated.ok) return keep(uow, authenticated)
      const { cuenta, proof } = authenticated.value
      const newSolicitud = makeSolicitud(deps, {
        operacion,
        perfil: 'juridica',
        identificador: rutOtec,
        cuenta,
        proofs: [proof],
        volver,
      })
      const impediment = findOtecImpediment(cuenta, await uow.organismos.findByRut(rutOtec))
      const reason =
        (proof === 'provisoria' && cuenta.estado === 'activa' ? 'clave_provisoria' : impediment) ??
        (await stopIfNobodyToRecuperar(uow, operacion, cuenta.id))
      const missing = reason === 'faltan_datos' ? missingMinimumData(cuenta) : []
      const solicitud = reason
        ? stopSolicitud(deps, newSolicitud, reason, { missing })
        : withResult(deps, newSolicitud, { claveFingerprint: claveFingerprintOf(deps, cuenta) })
      await uow.solicitudes.create(solicitud)
      if (reason) {
        const fact = { cuentaId: cuenta.id, subject, result: reason }
        await recordAudit(uow, context, deps.clock.now(), AUDIT_EVENT_OF[operacion], fact)
      }
      return keep(uow, ok(solicitud))
    })
  })
}

const AUDIT_EVENT_OF = {
  'facilitador/solicitar': 'facilitador_solicitado',
  'facilitador/recuperar': 'facilitador_recuperado',
} as const satisfies Record<OtecOperacion, AuditEvent>

async function stopIfNobodyToRecuperar(uow: UnitOfWork, operacion: OtecOperacion, otecId: string) {
  if (operacion !== 'facilitador/recuperar') return undefined
  const lazos = await uow.lazos.findByOtec(otecId)
  return lazos.some(({ estado }) => estado === 'activo') ? undefined : 'sin_facilitadores'
}

/** An OTEC that may request facilitadores. Has an e-mail, to be told what is done in its name. */
export type Otec = Cuenta & { email: string }

/**
 * Loads the open solicitud of an OTEC and its current cuenta.
 * @throws {SolicitudLost} also when the cuenta may not request facilitadores (any more).
 */
export async function loadRequestingOtec(
  deps: Deps,
  uow: UnitOfWork,
  solicitudId: string,
  operacion: OtecOperacion,
): Promise<{ solicitud: Solicitud; otec: Otec }> {
  const { solicitud, cuenta } = await loadSolicitudWithCuenta(deps, uow, solicitudId, operacion)
  const { email } = cuenta ?? {}
  const proven = solicitud.proofs.includes('clave')
  if (!proven || !cuenta || !email) throw new SolicitudLost()
  requireProvenClave(deps, solicitud, cuenta)
  const organismo = await uow.organismos.findByRut(cuenta.identificador)
  if (findOtecImpediment(cuenta, organismo)) throw new SolicitudLost()
  return { solicitud, otec: { ...cuenta, email } }
}
