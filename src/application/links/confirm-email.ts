import { withMailboxConfirmed } from '../../domain/account/channels.ts'
import { type Cuenta, MAX_SHARING_CUENTAS } from '../../domain/account/cuenta.ts'
import { effectOfConfirming } from '../../domain/account/pending.ts'
import { CONFIRMATION_EFFECTS, type ConfirmationEffect } from '../../domain/account/progress.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/outcome/result.ts'
import { normalizeRespuesta } from '../../domain/secrets/respuesta-secreta.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import type { Context, Deps, PendingChange, UnitOfWork } from '../ports.ts'
import { authenticate } from '../proof/authenticate.ts'
import { findProvenBrowser } from '../proof/browsers.ts'
import { subjectOf } from '../proof/limits.ts'
import { concludeTry } from '../proof/tries.ts'
import { tryHash } from '../proof/verify-hash.ts'
import { type FormSubmission, type Keep, type Kept, onceForCode } from '../request/once.ts'
import { applyPendingChange } from '../worker/apply-pending-changes.ts'
import { isUsable, useEnlace } from './open-enlace.ts'

/** What the page of a confirming link asks for besides its button. */
export interface ConfirmationPage {
  /** Whether nothing was proven in this browser: then it asks for the CS or the answer. */
  asksForProof: boolean
  /** The question to answer; null for a cuenta that has none. */
  pregunta: string | null
}

/**
 * What the page of a confirming link asks for: who reads a mailbox that somebody mistyped has its link, and proves
 * nothing by it (product.md “Proofs”, 1).
 * @param id of the link; '' when the session has none. One that cannot be used any more gets the button alone,
 *   which says so.
 */
export async function readConfirmation(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: Pick<Context, 'browser'>,
  { id, kind }: Pick<Confirmation, 'id' | 'kind'>,
): Promise<ConfirmationPage> {
  const cuenta = await findConfirming(deps, { id, kind })
  if (!cuenta) return { asksForProof: false, pregunta: null }
  const known = await findProvenBrowser(deps, context, cuenta.id)
  return { asksForProof: known === undefined, pregunta: cuenta.respuestaHash && cuenta.preguntaSecreta }
}

/** The cuenta of a confirming link that can be used. */
async function findConfirming(
  deps: Pick<Deps, 'store' | 'clock'>,
  { id, kind }: Pick<Confirmation, 'id' | 'kind'>,
): Promise<Cuenta | undefined> {
  const { enlaces, cuentas } = deps.store.single
  const enlace = await enlaces.findById(id)
  if (enlace?.kind !== kind || !isUsable(deps, enlace)) return undefined
  return cuentas.findById(enlace.cuentaId)
}

/** Links that confirm the mailbox that they were mailed to: the registered one or a new one, or the representative's. */
export type ConfirmingKind = 'confirmar-correo' | 'confirmar-representante'

/** The form on the page of a confirming link, as it was sent. */
export interface Confirmation {
  /** Id of the link; '' when the session has none. */
  id: string
  kind: ConfirmingKind
  /** What proves the cuenta where the browser does not; the clave counts if both were given. */
  clave: string | null
  respuesta: string | null
  form: Pick<FormSubmission, 'body'>
}

/**
 * Confirms the e-mail of a new cuenta, the representative's, or a change of e-mail: in effect at once if it was
 * proven with the codigo, otherwise 24 hours later (product.md “Actualizar”). Only in a browser where the cuenta was
 * proven, or with clave or respuesta, whose tries count as everywhere.
 * @returns the effect; undefined when the link cannot be used any more. Refusals: `pruebe_que_es_suya` without
 *   anything that proves, `no_coinciden`, `cerrado`.
 * @throws {Overloaded}
 */
export async function confirmEmail(
  deps: Deps,
  context: Context,
  { id, kind, clave, respuesta, form }: Confirmation,
): Promise<Result<ConfirmationEffect | undefined>> {
  try {
    const done = await onceForCode(deps, form, async (keep) => {
      const cuenta = await findConfirming(deps, { id, kind })
      if (!cuenta) throw new SolicitudLost()
      const known = await findProvenBrowser(deps, context, cuenta.id)
      const conclude = (uow: UnitOfWork, refused?: Refused) =>
        refused ? keep(uow, refused) : confirm(deps, uow, context, { id, kind }, keep)
      if (known) return deps.store.transaction((uow) => conclude(uow))
      if (clave) {
        return authenticate(deps, context, { ...cuenta, clave }, (uow, authenticated) =>
          conclude(uow, authenticated.ok ? undefined : authenticated),
        )
      }
      if (!respuesta) return refuse('pruebe_que_es_suya', 'claveParaConfirmar')
      const subject = subjectOf(deps, cuenta.perfil, cuenta.identificador)
      const text = normalizeRespuesta(respuesta)
      const proof = { secret: 'respuesta', subject, cuenta, known, text } as const
      const tried = await deps.hasher.reserve(context, 1, (reservation) =>
        tryHash(deps, context, reservation, proof),
      )
      return concludeTry(deps, tried, (uow) => conclude(uow, tried.refusal))
    })
    return done.ok ? ok(CONFIRMATION_EFFECTS.find((effect) => effect === done.value)) : done
  } catch (error) {
    if (error instanceof SolicitudLost) return ok(undefined)
    throw error
  }
}

async function confirm(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  { id, kind }: Pick<Confirmation, 'id' | 'kind'>,
  keep: Keep<string>,
): Promise<Kept<string>> {
  const { enlace, cuenta } = await useEnlace(deps, uow, id, kind)
  const effect =
    kind === 'confirmar-representante'
      ? await confirmRepresentante(deps, uow, cuenta)
      : enlace.targetId
        ? await confirmChange(deps, uow, enlace.targetId)
        : await confirmRegistered(deps, uow, cuenta)
  const result = effect ?? 'sin_cambio'
  await recordAudit(uow, context, deps.clock.now(), 'email_confirmado', { cuentaId: cuenta.id, result })
  return keep(uow, ok(result))
}

async function confirmRegistered(deps: Deps, uow: UnitOfWork, cuenta: Cuenta): Promise<ConfirmationEffect> {
  const saved = await saveCuenta(uow, withMailboxConfirmed(cuenta, 'email', deps.clock.now()))
  return typeof saved === 'string' ? 'sin_efecto' : 'con_efecto'
}

async function confirmRepresentante(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
): Promise<ConfirmationEffect> {
  await saveCuenta(uow, withMailboxConfirmed(cuenta, 'representante', deps.clock.now()))
  // A code that went to the organisation's mailbox must not come to rank as one to the representative's.
  await uow.solicitudes.deleteOpenByCuenta(cuenta.id, null)
  return 'representante'
}

async function confirmChange(
  deps: Deps,
  uow: UnitOfWork,
  changeId: string,
): Promise<ConfirmationEffect | undefined> {
  const change = await uow.pendingChanges.findById(changeId)
  if (!change) return undefined
  if (await isFull(uow, change)) {
    await uow.pendingChanges.delete(change.id)
    return 'sin_efecto'
  }
  const now = deps.clock.now()
  const effectiveAt = effectOfConfirming(change, now)
  const confirmed = { ...change, confirmedAt: now, effectiveAt }
  await uow.pendingChanges.save(confirmed)
  if (effectiveAt > now) return 'en_espera'
  return applyPendingChange(deps, uow, confirmed)
}

/** Whether three other cuentas confirmed a mailbox. */
async function isFull(uow: UnitOfWork, { cuentaId, data }: PendingChange): Promise<boolean> {
  const places = (await uow.cuentas.findByEmail(data.email ?? '')).filter(
    ({ id, isConfirmed }) => isConfirmed && id !== cuentaId,
  )
  return places.length >= MAX_SHARING_CUENTAS
}
