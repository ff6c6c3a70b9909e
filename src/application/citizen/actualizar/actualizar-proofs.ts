import { codigoMailbox, codigoServes, recoveryMailbox } from '../../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import { normalizeRespuesta } from '../../../domain/secrets/respuesta-secreta.ts'
import { urlOfPaso } from '../../../domain/urls.ts'
import { addMinutes, CODIGO_MINUTES, CODIGO_REPEAT_MINUTES } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { findCuentaStop } from '../../accounts/impediments.ts'
import { recordAudit } from '../../audit/record.ts'
import { enqueueAviso } from '../../notices/avisos.ts'
import type { Context, Deps, Peticion, PeticionEnd, Solicitud, UnitOfWork } from '../../ports.ts'
import { findProvenBrowser } from '../../proof/browsers.ts'
import { concludeTry, type Tried, trySecret } from '../../proof/tries.ts'
import { tryHash } from '../../proof/verify-hash.ts'
import { type FormSubmission, once } from '../../request/once.ts'
import { leaveToWorker } from '../../request/peticiones.ts'
import { advanceSolicitud, readAgainOnConflict } from '../../request/read-again.ts'
import {
  type Draft,
  loadOpenSolicitud,
  loadSolicitudWithCuenta,
  resultOf,
  stopSolicitud,
  withCodigoAsked,
  withProof,
  withResult,
} from '../../request/solicitudes.ts'

/**
 * Paso 2, with the pregunta secreta chosen and answered.
 * @returns the solicitud, which has the proof. Refusals: `no_coinciden`, `cerrado`.
 * @throws {Overloaded} {SolicitudLost}
 */
export function proveWithRespuesta(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; pregunta: string; respuesta: string; form: FormSubmission },
): Promise<Result<Solicitud>> {
  return once(deps, paso.form, async (keep) => {
    const { read, tried } = await deps.hasher.reserve(context, 1, async (reservation) => {
      const read = await load(deps, deps.store.single, paso.solicitudId)
      const { solicitud, cuenta } = read
      const tried = await tryHash(deps, context, reservation, {
        secret: 'respuesta',
        subject: solicitud.subject,
        cuenta,
        known: await findProvenBrowser(deps, context, cuenta?.id),
        text: normalizeRespuesta(paso.respuesta),
        alsoRequired: cuenta?.preguntaSecreta === paso.pregunta,
      })
      return { read, tried }
    })
    const current = readAgainOnConflict(read, (uow) => load(deps, uow, paso.solicitudId))
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      return keep(uow, ok(await recordProof(deps, uow, await current(uow), 'respuesta')))
    })
  })
}

const load = (deps: Deps, reads: Parameters<typeof loadSolicitudWithCuenta>[1], solicitudId: string) =>
  loadSolicitudWithCuenta(deps, reads, solicitudId, 'actualizar')

interface CodigoRequest {
  solicitudId: string
  /** A recovery asks for another one: the first left with the right respuesta. Defaults to actualizar. */
  operacion?: 'actualizar' | 'recuperar'
  /** What was typed in the form that asked for it, to show it again afterwards. */
  draft?: Draft | undefined
  form: FormSubmission
}

/**
 * Leaves to the worker to mail a 6-digit codigo, so that a frozen or closed cuenta is not told by the time of
 * the answer. The first one prolongs the solicitud: see {@link withCodigoAsked}.
 * @returns the solicitud.
 * @throws {SolicitudLost}
 */
export function requestCodigo(
  deps: Deps,
  context: Context,
  { solicitudId, operacion = 'actualizar', draft, form }: CodigoRequest,
): Promise<Result<Solicitud>> {
  return once(deps, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const solicitud = await loadOpenSolicitud(deps, uow, solicitudId, operacion)
      const now = deps.clock.now()
      await recordAudit(uow, context, now, 'codigo_pedido', {
        cuentaId: solicitud.cuentaId,
        subject: solicitud.subject,
      })
      const asked = withCodigoAsked(deps, solicitud)
      const extended = draft ? withResult(deps, asked, { ...resultOf(deps, asked), draft }) : asked
      await advanceSolicitud(uow, solicitud, extended)
      // Until the worker sends one, what is typed does not match, whatever the estado of the cuenta.
      if (!(await uow.codigos.findBySolicitud(solicitudId))) {
        await putCodigo(deps, uow, { id: solicitudId, expiresAt: addMinutes(now, CODIGO_MINUTES) }, null)
      }
      await leaveToWorker(deps, uow, context, 'codigo', extended)
      return keep(uow, ok(extended), CODIGO_REPEAT_MINUTES)
    }),
  )
}

/** Stores the codigo of a solicitud; null stores one that nobody can guess. */
async function putCodigo(
  deps: Deps,
  uow: UnitOfWork,
  { id, expiresAt }: Pick<Solicitud, 'id' | 'expiresAt'>,
  codigo: string | null,
): Promise<void> {
  const fingerprint = deps.fingerprints.fingerprint('codigo', `${id}:${codigo ?? deps.random.token()}`)
  await uow.codigos.put({ solicitudId: id, fingerprint, expiresAt })
}

/**
 * Mails a 6-digit codigo to the registered mailbox (of an organisation: its representative's), as the worker
 * finds it. It replaces any previous one; if the mailbox is over its limit, the previous one stays valid, but a proven
 * browser has some codes of its own. One that
 * would not serve, because the mailbox is not confirmed and the respuesta was not given, is not sent: the mail says
 * to answer first (product.md “Proofs”, 1).
 * @returns what came of it; 'tarde' when the solicitud that asked is over.
 */
export async function sendCodigo(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  { solicitudId, createdAt, browser }: Peticion,
): Promise<PeticionEnd> {
  const now = deps.clock.now()
  const expiresAt = addMinutes(createdAt, CODIGO_MINUTES)
  const solicitud = await uow.solicitudes.findById(solicitudId)
  if (solicitud?.estado !== 'abierta' || solicitud.cuentaId !== cuenta.id || expiresAt <= now) return 'tarde'
  const recovers = solicitud.operacion === 'recuperar'
  const to = recovers ? recoveryMailbox(cuenta) : codigoMailbox(cuenta)
  if (!to || cuenta.estado !== 'activa') {
    await putCodigo(deps, uow, { id: solicitudId, expiresAt }, null)
    return 'sin_destino'
  }
  if (!recovers && !codigoServes(solicitud.proofs, cuenta)) {
    await putCodigo(deps, uow, { id: solicitudId, expiresAt }, null)
    const actualizarUrl = deps.policy.baseUrl + urlOfPaso({ ...cuenta, operacion: 'actualizar' })
    const aviso = { kind: 'codigo_tras_respuesta', name: displayName(cuenta), actualizarUrl } as const
    const told = await enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso, now })
    return told ? 'sin_confirmar' : 'limite'
  }
  const leaves = await mailCodigo(deps, uow, cuenta, { to, solicitudId, expiresAt, recovers, browser })
  return leaves ? 'enviada' : 'limite'
}

/**
 * Mails a codigo, which replaces any previous one of its solicitud.
 * @param codigo `always`: whether no limit drops it; `browser`: the proven one that asked.
 * @returns false when it was dropped.
 */
export async function mailCodigo(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  {
    to,
    solicitudId,
    expiresAt,
    recovers,
    always = false,
    browser = null,
  }: {
    to: string
    solicitudId: string
    expiresAt: Date
    recovers: boolean
    always?: boolean
    browser?: string | null
  },
): Promise<boolean> {
  const codigo = deps.random.text('0123456789', 6)
  const expires = formatMoment(expiresAt)
  const leaves = await enqueueAviso(deps, uow, {
    to,
    cuentaId: cuenta.id,
    aviso: { kind: 'codigo', name: displayName(cuenta), codigo, expires, recovers },
    now: deps.clock.now(),
    always,
    ...(browser !== null && { browser }),
  })
  if (leaves) await putCodigo(deps, uow, { id: solicitudId, expiresAt }, codigo)
  return leaves
}

/**
 * Paso 2, with the codigo.
 * @returns the solicitud, or refusals `codigo_vencido`, `no_coinciden`, `cerrado`.
 * @throws {SolicitudLost}
 */
export function proveWithCodigo(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; codigo: string; form: FormSubmission },
): Promise<Result<Solicitud>> {
  return once(deps, paso.form, async (keep) => {
    const read = await load(deps, deps.store.single, paso.solicitudId)
    const tried = await tryCodigo(deps, context, read, paso.codigo)
    if ('ok' in tried) return tried
    const current = readAgainOnConflict(read, (uow) => load(deps, uow, paso.solicitudId))
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      return keep(uow, ok(await recordProof(deps, uow, await current(uow), 'codigo')))
    })
  })
}

/** Compares with the codigo of a solicitud, which spends a try. @returns `codigo_vencido`, if it has none any more. */
export async function tryCodigo(
  deps: Deps,
  context: Context,
  { solicitud: { id, subject }, cuenta }: { solicitud: Solicitud; cuenta: Cuenta | undefined },
  codigo: string,
): Promise<Tried | Refused> {
  const saved = await deps.store.single.codigos.findBySolicitud(id)
  if (!saved || saved.expiresAt <= deps.clock.now()) return refuse('codigo_vencido', 'codigo')
  const known = await findProvenBrowser(deps, context, cuenta?.id)
  const proof = { secret: 'codigo', event: 'codigo_presentado', subject, cuenta, known } as const
  return trySecret(deps, context, proof, () =>
    deps.fingerprints.matches('codigo', `${id}:${codigo}`, saved.fingerprint),
  )
}

/**
 * Stores the proof. Only now may it show that the cuenta is frozen, closed, under an RUT or stopped by the
 * register. A freeze since `solicitud` was read has deleted it, which {@link advanceSolicitud} notices.
 */
async function recordProof(
  deps: Deps,
  uow: UnitOfWork,
  { solicitud, cuenta }: { solicitud: Solicitud; cuenta: Cuenta | undefined },
  proof: 'respuesta' | 'codigo',
): Promise<Solicitud> {
  const proven = withProof(deps, solicitud, proof)
  const reason = cuenta ? await findCuentaStop(uow, cuenta, solicitud.perfil) : 'congelada'
  const end = reason ? stopSolicitud(deps, proven, reason) : proven
  await advanceSolicitud(uow, solicitud, end)
  await uow.codigos.delete(solicitud.id)
  return end
}
