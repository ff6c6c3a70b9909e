import type { PerfilWith } from '../../domain/forms/tramites.ts'
import { ok } from '../../domain/outcome/result.ts'
import { decoyPregunta, normalizeRespuesta } from '../../domain/secrets/respuesta-secreta.ts'
import { findRecuperarStop } from '../accounts/impediments.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import type { Context, Deps, Outcome, Solicitud } from '../ports.ts'
import { countFirstPaso, subjectOf } from '../proof/limits.ts'
import { verifyHash } from '../proof/verify-hash.ts'
import { type FormSubmission, once } from '../request/once.ts'
import { loadSolicitudWithCuenta, makeSolicitud, stopSolicitud, withProof } from '../request/solicitudes.ts'
import { deliverProvisoria } from './deliver-provisoria.ts'

/**
 * Paso 1: accepts any identificador; an unknown one gets a decoy.
 * @returns the id of the solicitud.
 * @throws {RateLimitExceeded}
 */
export async function startRecuperar(
  deps: Deps,
  context: Context,
  start: { perfil: PerfilWith<'recuperar'>; identificador: string; volver: Solicitud['volver'] },
): Promise<string> {
  const typed = subjectOf(deps, start.perfil, start.identificador)
  return deps.store.transaction(async (uow) => {
    await countFirstPaso(deps, uow, context, 'recuperar', typed)
    const cuenta = await uow.cuentas.findByIdentificador(start.perfil, start.identificador)
    const solicitud = makeSolicitud(deps, { ...start, operacion: 'recuperar', cuenta })
    await uow.solicitudes.create(solicitud)
    const { subject } = solicitud
    await recordAudit(uow, context, deps.clock.now(), 'recuperacion_iniciada', { subject })
    return solicitud.id
  })
}

/** The pregunta to show: the cuenta's, or a decoy that is stable per identificador. */
export function preguntaFor(
  deps: Pick<Deps, 'store' | 'fingerprints'>,
  { cuentaId, subject }: Pick<Solicitud, 'cuentaId' | 'subject'>,
): Promise<string> {
  const decoy = decoyPregunta(deps.fingerprints.fingerprint('senuelo', subject))
  return deps.store.read(async ({ cuentas }) => {
    const cuenta = await cuentas.findById(cuentaId ?? '')
    return cuenta?.respuestaHash ? (cuenta.preguntaSecreta ?? decoy) : decoy
  })
}

/**
 * Paso 2: the respuesta secreta. If right, makes a provisoria and delivers it as the perfil's setting says.
 * @returns a finished solicitud, or a stopped one ('congelada', 'cerrada', 'use_su_rut',
 *   'otro_representante', 'faltan_datos'). Refusals: those of the captcha, `no_coinciden`, `cerrado`.
 * @throws {Overloaded} {SolicitudLost}
 */
export function answerPregunta(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; respuesta: string; form: FormSubmission },
): Promise<Outcome> {
  return once(deps, context, paso.form, (finish) =>
    deps.hasher.reserve(context, 1, async (reservation) => {
      const { solicitud, cuenta } = await loadSolicitudWithCuenta(deps, paso.solicitudId, 'recuperar')
      const refusal = await verifyHash(deps, context, reservation, {
        secret: 'respuesta',
        subject: solicitud.subject,
        cuenta,
        text: normalizeRespuesta(paso.respuesta),
      })
      if (refusal) return refusal
      return deps.store.transaction(async (uow): Promise<Outcome> => {
        const current = await uow.cuentas.findById(solicitud.cuentaId ?? '')
        if (!current) throw new SolicitudLost()
        const proven = withProof(deps, solicitud, 'respuesta')
        const reason = await findRecuperarStop(uow, current, solicitud.perfil)
        const end = reason
          ? stopSolicitud(deps, proven, reason)
          : await deliverProvisoria(deps, uow, context, proven, current)
        await uow.solicitudes.save(end)
        await finish(uow, solicitud.id)
        return ok(solicitud.id)
      })
    }),
  )
}
