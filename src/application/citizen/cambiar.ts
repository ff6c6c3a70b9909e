import { type Cuenta, displayName, missingMinimumData } from '../../domain/account/cuenta.ts'
import { cuentaStopReason } from '../../domain/account/progress.ts'
import { SECRETS } from '../../domain/account/tries.ts'
import type { DataOf } from '../../domain/forms/tramites.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/outcome/result.ts'
import { judgeClave, normalizeProvisoria } from '../../domain/secrets/clave.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { identificadorIn } from '../../domain/values/identificador.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import { acceptOnChoosingClave, requireInvitation } from '../facilitador/answer-invitation.ts'
import { notifyDeed } from '../notices/eventos.ts'
import type {
  Context,
  Deps,
  HashReservation,
  Lazos,
  Outcome,
  Provisorias,
  Queries,
  Solicitud,
  UnitOfWork,
} from '../ports.ts'
import { authenticate } from '../proof/authenticate.ts'
import { countFirstPaso, subjectOf } from '../proof/limits.ts'
import { resetTries } from '../proof/tries.ts'
import { type FormSubmission, once } from '../request/once.ts'
import {
  finishSolicitud,
  loadOpenSolicitud,
  makeSolicitud,
  resultOf,
  stopSolicitud,
  withResult,
} from '../request/solicitudes.ts'

/**
 * Paso 1: identificador and current clave or provisoria.
 * @returns the id of the solicitud, open or stopped. Refusals: `no_coinciden`, `cerrado`.
 * @throws {Overloaded} {RateLimitExceeded}
 */
export async function validateForCambiar(
  deps: Deps,
  context: Context,
  data: DataOf<'cambiar', ''>,
  volver: Solicitud['volver'],
): Promise<Result<string>> {
  const identificador = identificadorIn(data)
  const typed = subjectOf(deps, data.perfil, identificador)
  await deps.store.transaction((uow) => countFirstPaso(deps, uow, context, 'cambiar', typed))
  const authenticated = await authenticate(deps, context, {
    perfil: data.perfil,
    identificador,
    clave: data.claveActual,
  })
  if (!authenticated.ok) return authenticated

  const { cuenta, proof, provisoriaFingerprint } = authenticated.value
  const newSolicitud = makeSolicitud(deps, {
    operacion: 'cambiar',
    perfil: data.perfil,
    identificador,
    cuenta,
    proofs: [proof],
    volver,
  })
  const reason = cuentaStopReason(cuenta, data.perfil)
  const solicitud = reason
    ? stopSolicitud(deps, newSolicitud, reason)
    : withResult(deps, newSolicitud, provisoriaFingerprint ? { provisoriaFingerprint } : {})
  await deps.store.transaction((uow) => uow.solicitudes.create(solicitud))
  return ok(solicitud.id)
}

/**
 * Paso 2: sets the new clave. Ends the sessions, provisoria and lockouts of the cuenta, and tells the person.
 * @returns a finished solicitud. Refusals: those of the captcha and of {@link judgeClave},
 *   `clave_igual_a_la_actual`, `clave_igual_a_la_provisoria`.
 * @throws {Overloaded} {SolicitudLost} also when the provisoria that was the proof was replaced or expired,
 *   or the OTEC's invitation that led here is no longer valid.
 */
export function cambiarClave(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; claveNueva: string; form: FormSubmission },
): Promise<Outcome> {
  return once(deps, context, paso.form, (finish) =>
    deps.hasher.reserve(context, 2, async (reservation) => {
      const { cuenta } = await deps.store.read((queries) =>
        loadCuentaToCambiar(deps, queries, paso.solicitudId, {
          provisoriaOf: queries.provisorias.findByCuenta,
          lazoOf: queries.lazos.findById,
        }),
      )
      const refusal = await judgeNewClave(deps, reservation, cuenta, paso.claveNueva)
      if (refusal) return refusal
      const claveHash = await reservation.create(paso.claveNueva)
      return deps.store.transaction(async (uow): Promise<Outcome> => {
        const { solicitud, cuenta: current } = await loadCuentaToCambiar(deps, uow, paso.solicitudId, {
          provisoriaOf: uow.provisorias.lock,
          lazoOf: uow.lazos.lock,
        })
        const changed = await saveClave(deps, uow, context, solicitud, current, claveHash)
        const result = { missing: missingMinimumData(changed), version: changed.version }
        await uow.solicitudes.save(finishSolicitud(deps, solicitud, result))
        await finish(uow, solicitud.id)
        return ok(solicitud.id)
      })
    }),
  )
}

/**
 * @param grounds read what the solicitud rests on, and lock it where the clave is about to be changed.
 * @throws {SolicitudLost} when this solicitud may not change the clave any more.
 */
async function loadCuentaToCambiar(
  deps: Deps,
  queries: Queries,
  solicitudId: string,
  { provisoriaOf, lazoOf }: { provisoriaOf: Provisorias['findByCuenta']; lazoOf: Lazos['findById'] },
) {
  const solicitud = await loadOpenSolicitud(deps, queries, solicitudId, 'cambiar')
  const cuenta = await queries.cuentas.findById(solicitud.cuentaId ?? '')
  const estado = solicitud.proofs.includes('volver') ? 'congelada' : 'activa'
  if (!cuenta || cuenta.estado !== estado) throw new SolicitudLost()
  const result = resultOf(deps, solicitud)
  await requireInvitation(lazoOf, cuenta, result)
  const { provisoriaFingerprint } = result
  if (provisoriaFingerprint) {
    const live = await provisoriaOf(cuenta.id)
    const isUsable = live?.fingerprint === provisoriaFingerprint && live.expiresAt > deps.clock.now()
    if (!isUsable) throw new SolicitudLost()
  }
  return { solicitud, cuenta }
}

async function judgeNewClave(
  deps: Deps,
  reservation: HashReservation,
  cuenta: Cuenta,
  claveNueva: string,
): Promise<Refused | undefined> {
  const code = judgeClave(claveNueva, {
    identificador: cuenta.identificador,
    nombres: [cuenta.nombres, cuenta.apellidoPaterno, cuenta.apellidoMaterno],
    razonSocial: cuenta.razonSocial,
    email: cuenta.email,
  })
  if (code) return refuse(code, 'claveNueva')
  const provisoria = await deps.store.read(({ provisorias }) => provisorias.findByCuenta(cuenta.id))
  if (
    provisoria &&
    deps.fingerprints.matches('provisoria', normalizeProvisoria(claveNueva), provisoria.fingerprint)
  ) {
    return refuse('clave_igual_a_la_provisoria', 'claveNueva')
  }
  const { matches } = await reservation.compare(claveNueva, cuenta.claveHash)
  return matches ? refuse('clave_igual_a_la_actual', 'claveNueva') : undefined
}

async function saveClave(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  solicitud: Solicitud,
  cuenta: Cuenta,
  claveHash: string,
): Promise<Cuenta> {
  const now = deps.clock.now()
  const cameBack = solicitud.proofs.includes('volver')
  const withRespuesta = cameBack && (await uow.eventos.readFrozenWithRespuesta(cuenta.id))
  const changed: Cuenta = {
    ...cuenta,
    claveHash,
    estado: 'activa',
    updatedAt: now,
    // An OTEC gave its e-mail: that the link arrived confirms it.
    ...(cuenta.perfil === 'facilitador' &&
      solicitud.proofs.includes('enlace') && { emailConfirmedAt: cuenta.emailConfirmedAt ?? now }),
    // Whoever caused the freeze knows the respuesta: the rightful person chooses another one.
    ...(withRespuesta && { preguntaSecreta: null, respuestaHash: null }),
  }
  const saved = await uow.cuentas.save(changed)
  if (typeof saved === 'string') throw new SolicitudLost()
  await uow.provisorias.delete(cuenta.id)
  await uow.enlaces.deleteByCuenta(cuenta.id, 'recuperar')
  await uow.sessions.deleteByCuenta(cuenta.id)
  await uow.solicitudes.deleteOpenByCuenta(cuenta.id, solicitud.id)
  const recovered = !solicitud.proofs.includes('clave')
  for (const secret of recovered ? SECRETS : (['clave'] as const)) {
    await resetTries(uow, secret, solicitud.subject)
  }
  const fact = { cuentaId: cuenta.id, subject: solicitud.subject }
  if (cameBack) await recordAudit(uow, context, now, 'cuenta_descongelada', fact)
  await recordAudit(uow, context, now, 'clave_cambiada', {
    ...fact,
    result: solicitud.proofs.at(-1) ?? 'bien',
  })
  const otec = await acceptOnChoosingClave(deps, uow, context, resultOf(deps, solicitud).lazoId, now)
  if (cuenta.email) {
    await notifyDeed(deps, uow, {
      kind: 'cambiar',
      cuentaId: cuenta.id,
      before: changed,
      mailbox: cuenta.email,
      withRespuesta: cuenta.recoveredWithRespuestaAt !== null && solicitud.proofs.includes('provisoria'),
      from: now,
      aviso: (noFuiYoEnlace) => {
        const shared = { name: displayName(cuenta), when: formatMoment(now), noFuiYoEnlace }
        return otec === undefined
          ? { kind: 'clave_cambiada', ...shared }
          : { kind: 'otec_aceptada', ...shared, otec }
      },
    })
  }
  return saved
}
