import { activatedByPhone } from '../../../domain/account/by-phone.ts'
import { keyUsesCelular } from '../../../domain/account/channels.ts'
import {
  cameWithoutClave,
  choosesPregunta,
  comesBack,
  givesBack,
  keepInvited,
  keepMailbox,
} from '../../../domain/account/coming-back.ts'
import { type Cuenta, missingMinimumData } from '../../../domain/account/cuenta.ts'
import type { PendingKind } from '../../../domain/account/pending-kind.ts'
import { rankOf } from '../../../domain/account/proofs.ts'
import { withProvenance } from '../../../domain/account/provenance.ts'
import { SECRETS } from '../../../domain/account/tries.ts'
import type { DataOf } from '../../../domain/forms/tramites.ts'
import { takeOver } from '../../../domain/organisations/registro-codigo.ts'
import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import { judgeClave } from '../../../domain/secrets/clave.ts'
import { normalizeRespuesta } from '../../../domain/secrets/respuesta-secreta.ts'
import { identificadorIn } from '../../../domain/values/identificador.ts'
import { normalizeTold } from '../../../domain/values/told.ts'
import { endFormer } from '../../accounts/end-former.ts'
import { requireNoRegistroStop } from '../../accounts/impediments.ts'
import { recordAudit } from '../../audit/record.ts'
import { SolicitudLost } from '../../errors.ts'
import { acceptOnChoosingClave } from '../../facilitador/answer-invitation.ts'
import type {
  Context,
  Deps,
  HashReservation,
  Provisoria,
  Queries,
  Solicitud,
  UnitOfWork,
} from '../../ports.ts'
import { authenticate } from '../../proof/authenticate.ts'
import { countFirstPaso, subjectOf } from '../../proof/limits.ts'
import { type FormSubmission, once, onceWithCaptcha } from '../../request/once.ts'
import { advanceSolicitud, readAgainOnConflict } from '../../request/read-again.ts'
import {
  finishSolicitud,
  loadSolicitudWithCuenta,
  requireProvenClave,
  resultOf,
  secretsFingerprintOf,
} from '../../request/solicitudes.ts'
import { arrivesByMessage } from '../actualizar/change-permission.ts'
import { saveUnlessFull, UNCONFIRMED } from '../actualizar/save-unless-full.ts'
import { findTakenEntry, recordVerified } from '../codigos/take-over.ts'
import { openCambiar } from './open-cambiar.ts'
import { resetBrowser } from './reset-browser.ts'
import { tellNewClave } from './tell-new-clave.ts'

/**
 * Paso 1: identificador and current clave or provisoria.
 * @returns a solicitud, open or stopped. Refusals: `no_coinciden`, `cerrado`.
 * @throws {Overloaded} {RateLimitExceeded}
 */
export function validateForCambiar(
  deps: Deps,
  context: Context,
  {
    data,
    openedEnlaces = [],
    volver,
    form,
  }: {
    data: DataOf<'cambiar', ''>
    openedEnlaces?: readonly string[]
    volver: Solicitud['volver']
    form: FormSubmission
  },
): Promise<Result<Solicitud>> {
  const { perfil, claveActual } = data
  const identificador = identificadorIn(data)
  return once(deps, form, async (keep) => {
    await countFirstPaso(deps, context, 'cambiar', subjectOf(deps, perfil, identificador))
    const credential = { perfil, identificador, clave: claveActual, openedEnlaces }
    return authenticate(deps, context, credential, async (uow, authenticated) => {
      if (!authenticated.ok) return keep(uow, authenticated)
      const start = { perfil, identificador, volver }
      const solicitud = await openCambiar(deps, uow, context, authenticated.value, start)
      return keep(uow, ok(solicitud))
    })
  })
}

/** What paso 2 asks for. Only who comes back to the cuenta is asked for a pregunta. */
export interface NewClave {
  solicitudId: string
  claveNueva: string
  pregunta?: string | null
  respuesta?: string | null
  form: FormSubmission
}

/** Whether paso 2 asks for a new pregunta too (product.md “Proofs”): only of who came by a link. */
export async function asksForPregunta(deps: Deps, { proofs, cuentaId }: Solicitud): Promise<boolean> {
  if (!cameWithoutClave(proofs)) return false
  const cuenta = await deps.store.single.cuentas.findById(cuentaId ?? '')
  return cuenta !== undefined && choosesPregunta(proofs, cuenta)
}

/**
 * Paso 2: sets the new clave, and the new pregunta of who comes back. Ends the sessions and provisoria of the
 * cuenta and this browser's lockouts, and tells the person. Whoever came by the register's code takes over its
 * representative.
 * @returns the finished solicitud. Refusals: those of the captcha and of {@link judgeClave},
 *   `clave_igual_a_la_actual`, `clave_igual_a_la_provisoria`; `requerido` without the pregunta that is needed.
 * @throws {Overloaded} {SolicitudLost} also when the provisoria that was the proof was replaced or expired,
 *   the clave that was the proof has been changed, or the OTEC's invitation that led here is no longer valid.
 */
export function cambiarClave(deps: Deps, context: Context, paso: NewClave): Promise<Result<Solicitud>> {
  return onceWithCaptcha(deps, context, paso.form, async (keep) => {
    const { pregunta, respuesta } = paso
    const hashed = await deps.hasher.reserve(context, respuesta ? 3 : 2, async (reservation) => {
      const before = await loadToCambiar(deps, deps.store.single, paso.solicitudId)
      const choosing = choosesPregunta(before.solicitud.proofs, before.cuenta)
      if (choosing && !(pregunta && respuesta)) return refuse('requerido', 'preguntaNueva')
      const refusal = await judgeNewClave(deps, reservation, before, paso.claveNueva)
      if (refusal) return refusal
      const claveHash = await reservation.create(paso.claveNueva)
      if (!choosing || !pregunta || !respuesta) return { before, secrets: { claveHash } }
      const respuestaHash = await reservation.create(normalizeRespuesta(respuesta))
      return { before, secrets: { claveHash, preguntaSecreta: pregunta, respuestaHash } }
    })
    if (!('before' in hashed)) return hashed
    // What these reads allowed holds as long as neither row was written: a freeze, a newer provisoria and
    // another change all write the cuenta.
    const load = readAgainOnConflict(hashed.before, (uow) => loadToCambiar(deps, uow, paso.solicitudId))
    return deps.store.transaction(async (uow) => {
      const { solicitud, cuenta } = await load(uow)
      const { changed, ended } = await saveClave(deps, uow, context, solicitud, cuenta, hashed.secrets)
      const result = {
        missing: missingMinimumData(changed),
        version: changed.version,
        secretsFingerprint: secretsFingerprintOf(deps, changed),
        ...(comesBack(solicitud.proofs, cuenta) && { cameBack: true as const }),
        ...(ended.length > 0 && { ended }),
      }
      const end = finishSolicitud(deps, solicitud, result)
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end))
    })
  })
}

/** Whether the provisoria that was the proof was given for the respuesta alone. */
const recoveredByRespuesta = ({ proofs }: Solicitud): boolean =>
  proofs.includes('provisoria') && !proofs.includes('codigo')

interface ToCambiar {
  solicitud: Solicitud
  cuenta: Cuenta
  provisoria: Provisoria | undefined
}

/** @throws {SolicitudLost} when this solicitud may not change the clave any more. */
async function loadToCambiar(deps: Deps, reads: Queries, solicitudId: string): Promise<ToCambiar> {
  const { solicitud, cuenta } = await loadSolicitudWithCuenta(deps, reads, solicitudId, 'cambiar')
  const returns = solicitud.proofs.includes('volver')
  const isInvited = solicitud.proofs.includes('invitacion') && cuenta?.estado === 'congelada'
  if (!cuenta || cuenta.estado !== (returns || isInvited ? 'congelada' : 'activa')) throw new SolicitudLost()
  const { provenMailbox = 'email', lazoId, version, provisoriaFingerprint } = resultOf(deps, solicitud)
  if (returns && !givesBack(cuenta, provenMailbox)) throw new SolicitudLost()
  requireProvenClave(deps, solicitud, cuenta)
  if (!(await findTakenEntry(deps, reads, solicitud, cuenta))) await requireNoRegistroStop(reads, cuenta)
  const provisoria = await reads.provisorias.findByCuenta(cuenta.id)
  // An acceptance needs the mailbox that got the link; acceptOnChoosingClave looks at the lazo.
  if (lazoId !== undefined && cuenta.version !== version) throw new SolicitudLost()
  if (provisoriaFingerprint) {
    const isUsable =
      provisoria?.fingerprint === provisoriaFingerprint && provisoria.expiresAt > deps.clock.now()
    if (!isUsable) throw new SolicitudLost()
  }
  return { solicitud, cuenta, provisoria }
}

async function judgeNewClave(
  deps: Deps,
  reservation: HashReservation,
  { cuenta, provisoria }: ToCambiar,
  claveNueva: string,
): Promise<Refused | undefined> {
  const owner = { ...cuenta, nombres: [cuenta.nombres, cuenta.apellidoPaterno, cuenta.apellidoMaterno] }
  const code = judgeClave(claveNueva, owner, await deps.estimator.load())
  if (code) return refuse(code, 'claveNueva')
  if (
    provisoria &&
    deps.fingerprints.matches('provisoria', normalizeTold(claveNueva), provisoria.fingerprint)
  ) {
    return refuse('clave_igual_a_la_provisoria', 'claveNueva')
  }
  const { matches } = await reservation.compare(claveNueva, cuenta.claveHash)
  return matches ? refuse('clave_igual_a_la_actual', 'claveNueva') : undefined
}

/** Hashes of what was chosen: the pregunta too by who comes back. */
type NewSecrets = Pick<Cuenta, 'claveHash'> & Partial<Pick<Cuenta, 'preguntaSecreta' | 'respuestaHash'>>

async function saveClave(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  solicitud: Solicitud,
  cuenta: Cuenta,
  secrets: NewSecrets,
): Promise<{ changed: Cuenta; ended: PendingKind[] }> {
  const now = deps.clock.now()
  const cameBack = comesBack(solicitud.proofs, cuenta)
  const rank = rankOf(solicitud.proofs, cuenta, now)
  const { provenMailbox = 'email', invitedMailbox, lazoId } = resultOf(deps, solicitud)
  const taken = await findTakenEntry(deps, uow, solicitud, cuenta)
  const kept = taken
    ? takeOver(cuenta, taken, now)
    : invitedMailbox
      ? keepInvited(cuenta, invitedMailbox, now)
      : solicitud.proofs.includes('activacion')
        ? activatedByPhone(cuenta, now)
        : cameBack
          ? keepMailbox(cuenta, provenMailbox, now)
          : cuenta
  const chosen = cameBack ? (['clave', 'respuesta'] as const) : (['clave'] as const)
  const changed: Cuenta = {
    ...kept,
    ...secrets,
    firstClaveAt: cuenta.firstClaveAt ?? now,
    factores: withProvenance(kept, chosen, rank, now),
    updatedAt: now,
    // The 72 hours begin anew (product.md “Proofs”, 5).
    ...(recoveredByRespuesta(solicitud) && { recoveredWithRespuestaAt: now }),
    ...(arrivesByMessage(deps, cuenta) &&
      keyUsesCelular(solicitud.proofs, cuenta, now) && { celularConfirmedAt: now }),
    // An OTEC gave its e-mail: that the link arrived confirms it.
    ...(cuenta.perfil === 'facilitador' &&
      solicitud.proofs.includes('enlace') && { emailConfirmedAt: cuenta.emailConfirmedAt ?? now }),
  }
  const saved = await saveUnlessFull(uow, changed, taken || invitedMailbox ? UNCONFIRMED : cuenta)
  if (taken) await recordVerified(uow, context, now, solicitud)
  const ended = await endFormer(uow, {
    before: cuenta,
    after: saved,
    // Who comes back keeps only what they proved: nothing that is pending, whatever it was asked for with.
    ...(cameBack && { also: ['estado'] as const }),
    except: solicitud.id,
    context,
    at: now,
  })
  // A thief's browser must not stay known: the one that comes back is anew.
  if (cameBack) await uow.provenBrowsers.deleteByCuenta(cuenta.id)
  const recovered = !solicitud.proofs.includes('clave')
  await resetBrowser(deps, uow, context, {
    solicitud,
    cuenta: saved,
    secrets: recovered ? SECRETS : ['clave'],
  })
  const fact = { cuentaId: cuenta.id, subject: solicitud.subject }
  if (cuenta.estado === 'congelada') await recordAudit(uow, context, now, 'cuenta_descongelada', fact)
  await recordAudit(uow, context, now, 'clave_cambiada', {
    ...fact,
    result: solicitud.proofs.at(-1) ?? 'bien',
  })
  const otec = await acceptOnChoosingClave(deps, uow, context, lazoId, now)
  const activated = solicitud.proofs.includes('activacion')
  const told = { cuenta, saved, mailbox: saved[provenMailbox], cameBack, activated, ended, rank, otec }
  await tellNewClave(deps, uow, { ...told, at: now })
  return { changed: saved, ended }
}
