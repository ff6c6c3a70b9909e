import type { PerfilWith } from '../../../domain/forms/tramites.ts'
import { ok, type Result } from '../../../domain/outcome/result.ts'
import { decoyPregunta, normalizeRespuesta } from '../../../domain/secrets/respuesta-secreta.ts'
import { SolicitudLost } from '../../errors.ts'
import type { Context, Deps, Solicitud } from '../../ports.ts'
import { findProvenBrowser } from '../../proof/browsers.ts'
import { countFirstPaso, subjectOf } from '../../proof/limits.ts'
import { concludeTry } from '../../proof/tries.ts'
import { tryHash } from '../../proof/verify-hash.ts'
import { type FormSubmission, once, onceWithCaptcha } from '../../request/once.ts'
import { advanceSolicitud, readAgainOnConflict } from '../../request/read-again.ts'
import { loadSolicitudWithCuenta, makeSolicitud, withProof } from '../../request/solicitudes.ts'
import { goOnRecuperar } from './recuperar-codigo.ts'

/**
 * Paso 1: accepts any identificador; an unknown one gets a decoy.
 * @returns the solicitud.
 * @throws {RateLimitExceeded}
 */
export function startRecuperar(
  deps: Deps,
  context: Context,
  start: {
    perfil: PerfilWith<'recuperar'>
    identificador: string
    volver: Solicitud['volver']
    form: FormSubmission
  },
): Promise<Result<Solicitud>> {
  const { perfil, identificador, volver } = start
  return once(deps, start.form, async (keep) => {
    await countFirstPaso(deps, context, 'recuperar', subjectOf(deps, perfil, identificador))
    const cuenta = await deps.store.single.cuentas.findByIdentificador(perfil, identificador)
    return deps.store.transaction(async (uow) => {
      const solicitud = makeSolicitud(deps, { operacion: 'recuperar', perfil, identificador, volver, cuenta })
      await uow.solicitudes.create(solicitud)
      // It costs nothing, and shows no more than a question, whether or not there is a cuenta.
      await uow.audit.count({ event: 'recuperacion_iniciada', result: 'bien' }, deps.clock.now())
      return keep(uow, ok(solicitud))
    })
  })
}

/** The pregunta to show: the cuenta's, or a decoy that is stable per identificador. */
export async function preguntaFor(
  deps: Pick<Deps, 'store' | 'fingerprints'>,
  { cuentaId, subject }: Pick<Solicitud, 'cuentaId' | 'subject'>,
): Promise<string> {
  const decoy = decoyPregunta(deps.fingerprints.fingerprint('senuelo', subject))
  const cuenta = await deps.store.single.cuentas.findById(cuentaId ?? '')
  return cuenta?.respuestaHash ? (cuenta.preguntaSecreta ?? decoy) : decoy
}

/**
 * Paso 2: the respuesta secreta. If right, makes a provisoria and delivers it as the perfil's setting says, or asks
 * for a codigo too.
 * @returns the solicitud, finished, waiting for a codigo, or stopped ('congelada', 'cerrada', 'use_su_rut',
 *   'otro_representante', 'otec_no_vigente', 'faltan_datos'). Refusals: those of the captcha, `no_coinciden`, `cerrado`.
 * @throws {Overloaded} {SolicitudLost}
 */
export function answerPregunta(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; respuesta: string; form: FormSubmission },
): Promise<Result<Solicitud>> {
  return onceWithCaptcha(deps, context, paso.form, async (keep) => {
    const { solicitud, tried } = await deps.hasher.reserve(context, 1, async (reservation) => {
      const { solicitud, cuenta } = await loadSolicitudWithCuenta(
        deps,
        deps.store.single,
        paso.solicitudId,
        'recuperar',
      )
      const { subject } = solicitud
      const text = normalizeRespuesta(paso.respuesta)
      const known = await findProvenBrowser(deps, context, cuenta?.id)
      const proof = { secret: 'respuesta', subject, cuenta, known, text, paid: true } as const
      const tried = await tryHash(deps, context, reservation, proof)
      return { solicitud, tried }
    })
    const load = readAgainOnConflict({ solicitud, cuenta: tried.cuenta }, (uow) =>
      loadSolicitudWithCuenta(deps, uow, paso.solicitudId, 'recuperar'),
    )
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      const { solicitud, cuenta } = await load(uow)
      if (!cuenta) throw new SolicitudLost()
      const proven = withProof(deps, solicitud, 'respuesta')
      const end = await goOnRecuperar(deps, uow, context, proven, cuenta)
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end))
    })
  })
}
