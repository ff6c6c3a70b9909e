import { type Cuenta, codigoMailbox, displayName, missingMinimumData } from '../../domain/account/cuenta.ts'
import { cuentaStopReason, type StopReason } from '../../domain/account/progress.ts'
import type { DataOf } from '../../domain/forms/tramites.ts'
import { ok, type Result, refuse } from '../../domain/outcome/result.ts'
import type { Operacion } from '../../domain/perfil.ts'
import { normalizeRespuesta } from '../../domain/secrets/respuesta-secreta.ts'
import { addMinutes, CODIGO_MINUTES } from '../../domain/values/durations.ts'
import { toEmailKey } from '../../domain/values/email.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { identificadorIn } from '../../domain/values/identificador.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../ports.ts'
import { authenticate } from '../proof/authenticate.ts'
import { countFirstPaso, cuentaSubject, subjectOf } from '../proof/limits.ts'
import { verifySecret } from '../proof/tries.ts'
import { verifyHash } from '../proof/verify-hash.ts'
import {
  type Draft,
  loadOpenSolicitud,
  loadSolicitudWithCuenta,
  makeSolicitud,
  resultOf,
  stopSolicitud,
  withProof,
  withResult,
} from '../request/solicitudes.ts'

interface ActualizarStart {
  volver: Solicitud['volver']
  returnOperacion: Operacion | null
}

/**
 * Paso 1: identificador, birth date (or RUT of the representative) and registered e-mail.
 * @returns the id of the solicitud. Refusals: `no_coinciden`, `cerrado`; never which field.
 * @throws {RateLimitExceeded}
 */
export async function validateForActualizar(
  deps: Deps,
  context: Context,
  data: DataOf<'actualizar', ''>,
  start: ActualizarStart,
): Promise<Result<string>> {
  const identificador = identificadorIn(data)
  const typed = subjectOf(deps, data.perfil, identificador)
  const cuenta = await deps.store.transaction(async (uow) => {
    await countFirstPaso(deps, uow, context, 'actualizar', typed)
    return uow.cuentas.findByIdentificador(data.perfil, identificador)
  })
  const subject = cuentaSubject(deps, { perfil: data.perfil, identificador }, cuenta)
  const refusal = await verifySecret(
    deps,
    context,
    { secret: 'datos', event: 'datos_presentados', subject, cuentaId: cuenta?.id ?? null },
    () =>
      cuenta !== undefined &&
      ('rutRepresentante' in data
        ? cuenta.rutRepresentante === data.rutRepresentante
        : cuenta.fechaNacimiento === data.fechaNacimiento) &&
      toEmailKey(cuenta.email ?? '') === toEmailKey(data.emailRegistrado),
  )
  if (refusal) return refusal
  const newSolicitud = makeSolicitud(deps, {
    operacion: 'actualizar',
    perfil: data.perfil,
    identificador,
    cuenta,
    proofs: ['datos'],
    ...start,
  })
  const rutAlternativo = 'rutAlternativo' in data ? data.rutAlternativo : null
  const solicitud = rutAlternativo ? withResult(deps, newSolicitud, { rutAlternativo }) : newSolicitud
  await deps.store.transaction((uow) => uow.solicitudes.create(solicitud))
  return ok(solicitud.id)
}

/**
 * Paso 1 for cuentas that lack the data that {@link validateForActualizar} asks for: identificador and
 * current clave.
 * @returns the id of the solicitud; stopped when nothing is missing ('datos_completos') or it was the
 *   provisoria ('clave_provisoria'). Refusals as {@link authenticate}.
 * @throws {Overloaded} {RateLimitExceeded}
 */
export async function validateWithClave(
  deps: Deps,
  context: Context,
  data: DataOf<'actualizar', 'clave'>,
  start: ActualizarStart,
): Promise<Result<string>> {
  const identificador = identificadorIn(data)
  const typed = subjectOf(deps, data.perfil, identificador)
  await deps.store.transaction((uow) => countFirstPaso(deps, uow, context, 'actualizar', typed))
  const credential = { perfil: data.perfil, identificador, clave: data.claveActual }
  const authenticated = await authenticate(deps, context, credential)
  if (!authenticated.ok) return authenticated
  const { cuenta, proof } = authenticated.value
  const newSolicitud = makeSolicitud(deps, {
    operacion: 'actualizar',
    perfil: data.perfil,
    identificador,
    cuenta,
    proofs: [proof],
    ...start,
  })
  const reason = cuentaStopReason(cuenta, data.perfil) ?? stopReasonFor(cuenta, proof)
  const solicitud = reason ? stopSolicitud(deps, newSolicitud, reason) : newSolicitud
  await deps.store.transaction((uow) => uow.solicitudes.create(solicitud))
  return ok(solicitud.id)
}

/** The provisoria only serves to change the clave; the clave alone only serves to complete missing data. */
function stopReasonFor(cuenta: Cuenta, proof: 'clave' | 'provisoria'): StopReason | undefined {
  if (proof === 'provisoria') return 'clave_provisoria'
  return missingMinimumData(cuenta).length === 0 ? 'datos_completos' : undefined
}

/**
 * Continues from a finished Cambiar to complete the minimum data that the cuenta lacks, without proving
 * again.
 * @returns the id of the new solicitud.
 * @throws {SolicitudLost} also when nothing is missing, or the cuenta was written after the change.
 */
export function completeData(deps: Deps, solicitudId: string): Promise<string> {
  return deps.store.transaction(async (uow) => {
    const change = await uow.solicitudes.findById(solicitudId)
    const cuenta = await uow.cuentas.findById(change?.cuentaId ?? '')
    const live =
      change?.operacion === 'cambiar' && change.estado === 'lista' && change.expiresAt > deps.clock.now()
    if (!live || cuenta?.estado !== 'activa') throw new SolicitudLost()
    const { version } = resultOf(deps, change)
    if (cuenta.version !== version || missingMinimumData(cuenta).length === 0) throw new SolicitudLost()
    const solicitud = makeSolicitud(deps, {
      operacion: 'actualizar',
      perfil: change.perfil,
      identificador: cuenta.identificador,
      cuenta,
      proofs: ['clave'],
      volver: change.volver,
    })
    await uow.solicitudes.create(solicitud)
    return solicitud.id
  })
}

/**
 * Paso 2, with the pregunta secreta chosen and answered.
 * @returns the id of the solicitud, which has the proof. Refusals: `no_coinciden`, `cerrado`.
 * @throws {Overloaded} {SolicitudLost}
 */
export function proveWithRespuesta(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; pregunta: string; respuesta: string },
): Promise<Result<string>> {
  return deps.hasher.reserve(context, 1, async (reservation) => {
    const { solicitud, cuenta } = await loadSolicitudWithCuenta(deps, paso.solicitudId, 'actualizar')
    const refusal = await verifyHash(deps, context, reservation, {
      secret: 'respuesta',
      subject: solicitud.subject,
      cuenta,
      text: normalizeRespuesta(paso.respuesta),
      alsoRequired: cuenta?.preguntaSecreta === paso.pregunta,
    })
    return refusal ?? ok(await recordProof(deps, solicitud.id, 'respuesta'))
  })
}

/**
 * Mails a 6-digit codigo to the registered mailbox (of an organisation: its representative's). It replaces
 * any previous one, and the solicitud then lives as long as it does. If the mailbox is over its limit, the
 * previous codigo stays valid.
 * @param draft what was typed in the form that asked for the codigo, to show it again afterwards.
 * @throws {SolicitudLost}
 */
export function requestCodigo(
  deps: Deps,
  context: Context,
  solicitudId: string,
  draft?: Draft,
): Promise<void> {
  return deps.store.transaction(async (uow) => {
    const solicitud = await loadOpenSolicitud(deps, uow, solicitudId, 'actualizar')
    const cuenta = await uow.cuentas.findById(solicitud.cuentaId ?? '')
    const now = deps.clock.now()
    await recordAudit(uow, context, now, 'codigo_pedido', {
      cuentaId: solicitud.cuentaId,
      subject: solicitud.subject,
    })
    const expiresAt = addMinutes(now, CODIGO_MINUTES)
    const withDraft = draft ? withResult(deps, solicitud, { ...resultOf(deps, solicitud), draft }) : solicitud
    await uow.solicitudes.save({ ...withDraft, expiresAt })
    const codigo = deps.random.text('0123456789', 6)
    const to = cuenta && codigoMailbox(cuenta)
    const leaves =
      to &&
      cuenta.estado === 'activa' &&
      (await enqueueAviso(deps, uow, {
        to,
        aviso: { kind: 'codigo', name: displayName(cuenta), codigo, expires: formatMoment(expiresAt) },
        now,
      }))
    // When nothing is sent, store an unguessable codigo so that both cases behave the same.
    if (!leaves && (await uow.codigos.findBySolicitud(solicitudId))) return
    const expected = leaves ? codigo : deps.random.token()
    const fingerprint = deps.fingerprints.fingerprint('codigo', `${solicitudId}:${expected}`)
    await uow.codigos.put({ solicitudId, fingerprint, expiresAt })
  })
}

/**
 * Paso 2, with the codigo.
 * @returns the id of the solicitud, or refusals `codigo_vencido`, `no_coinciden`, `cerrado`.
 * @throws {SolicitudLost}
 */
export async function proveWithCodigo(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; codigo: string },
): Promise<Result<string>> {
  const { solicitud } = await loadSolicitudWithCuenta(deps, paso.solicitudId, 'actualizar')
  const saved = await deps.store.read(({ codigos }) => codigos.findBySolicitud(solicitud.id))
  if (!saved || saved.expiresAt <= deps.clock.now()) return refuse('codigo_vencido', 'codigo')
  const refusal = await verifySecret(
    deps,
    context,
    {
      secret: 'codigo',
      event: 'codigo_presentado',
      subject: solicitud.subject,
      cuentaId: solicitud.cuentaId,
    },
    () => deps.fingerprints.matches('codigo', `${solicitud.id}:${paso.codigo}`, saved.fingerprint),
  )
  return refusal ?? ok(await recordProof(deps, solicitud.id, 'codigo'))
}

/** Stores the proof. Only now may it show that the cuenta is frozen, closed or under an RUT. */
const recordProof = (deps: Deps, solicitudId: string, proof: 'respuesta' | 'codigo'): Promise<string> =>
  deps.store.transaction(async (uow: UnitOfWork) => {
    const solicitud = withProof(deps, await loadOpenSolicitud(deps, uow, solicitudId, 'actualizar'), proof)
    const cuenta = await uow.cuentas.findById(solicitud.cuentaId ?? '')
    const reason = cuenta ? cuentaStopReason(cuenta, solicitud.perfil) : 'congelada'
    await uow.solicitudes.save(reason ? stopSolicitud(deps, solicitud, reason) : solicitud)
    await uow.codigos.delete(solicitudId)
    return solicitud.id
  })
