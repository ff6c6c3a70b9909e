import type { Cuenta } from '../../domain/account/cuenta.ts'
import { CONFIRMATION_EFFECTS, type ConfirmationEffect } from '../../domain/account/progress.ts'
import { ok } from '../../domain/outcome/result.ts'
import {
  addHours,
  addMinutes,
  EMAIL_CHANGE_WAIT_HOURS,
  PROVEN_SOLICITUD_MINUTES,
} from '../../domain/values/durations.ts'
import { registroNamesOther } from '../accounts/impediments.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import type { Context, Deps, Enlace, EnlaceKind, Solicitud, UnitOfWork } from '../ports.ts'
import { makeSolicitud, stopSolicitud } from '../request/solicitudes.ts'
import { applyEmailChange } from '../worker/apply-email-changes.ts'

/**
 * Finds the link of a token. Opening it has no effect: mail scanners open links too.
 * @returns undefined when it is unknown, used or expired.
 */
export function openEnlace(deps: Deps, token: string): Promise<Pick<Enlace, 'id' | 'kind'> | undefined> {
  return deps.store.read(async ({ enlaces }) => {
    const enlace = await enlaces.findByFingerprint(deps.fingerprints.fingerprint('enlace', token))
    return enlace && isUsable(deps, enlace) ? { id: enlace.id, kind: enlace.kind } : undefined
  })
}

const isUsable = (deps: Deps, enlace: Enlace) => !enlace.usedAt && enlace.expiresAt > deps.clock.now()

/**
 * Uses up a link, in the transaction of its effect.
 * @returns undefined when it cannot be used any more.
 */
export async function useEnlace(
  deps: Deps,
  uow: UnitOfWork,
  id: string,
  kind: EnlaceKind,
): Promise<{ enlace: Enlace; cuenta: Cuenta } | undefined> {
  const enlace = await uow.enlaces.findById(id)
  if (!enlace || enlace.kind !== kind || !isUsable(deps, enlace)) return undefined
  const cuenta = await uow.cuentas.findById(enlace.cuentaId)
  return cuenta && (await uow.enlaces.use(id, deps.clock.now())) ? { enlace, cuenta } : undefined
}

/** A press of the button on a link's page. */
export interface ButtonPress {
  /** Id of the link; '' when the session has none. */
  id: string
  /** Unique id of the rendered page. */
  page: string
}

/**
 * Runs the effect of a link once. The second click of a double click, from the same rendered page, gets the
 * outcome of the first; for anyone else the link is used up.
 * @param run uses the link and returns its outcome, or undefined when it cannot be used any more.
 * @returns the outcome, or undefined when it cannot be used any more.
 */
export async function oncePerEnlace(
  deps: Deps,
  uow: UnitOfWork,
  { page }: ButtonPress,
  run: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const fingerprint = deps.fingerprints.fingerprint('envio', page)
  const done = await run()
  if (done === undefined) {
    const previous = await uow.submissions.findById(fingerprint)
    return previous?.outcome?.ok ? previous.outcome.value : undefined
  }
  const expiresAt = addMinutes(deps.clock.now(), PROVEN_SOLICITUD_MINUTES)
  await uow.submissions.claim({ id: fingerprint, fingerprint, outcome: ok(done), expiresAt })
  return done
}

/**
 * Uses the link of Recuperar, or the one that reactivates a frozen cuenta; both lead to paso 2 of Cambiar.
 * @param volver system to go back to, from the session that opened the link.
 * @returns the id of the solicitud, stopped ('otro_representante') for an organisation that cannot recover by
 *   itself.
 * @throws {SolicitudLost} when the link or the cuenta cannot be used any more.
 */
export function recuperarWithEnlace(
  deps: Deps,
  context: Context,
  press: ButtonPress,
  kind: 'recuperar' | 'volver',
  volver: Solicitud['volver'],
): Promise<string> {
  return deps.store.transaction(async (uow) => {
    const solicitudId = await oncePerEnlace(deps, uow, press, async () => {
      const use = await useEnlace(deps, uow, press.id, kind)
      if (!use) return undefined
      const { cuenta } = use
      if (cuenta.estado !== (kind === 'volver' ? 'congelada' : 'activa')) throw new SolicitudLost()
      const solicitud = makeSolicitud(deps, {
        operacion: 'cambiar',
        perfil: cuenta.perfil,
        identificador: cuenta.identificador,
        cuenta,
        proofs: [kind === 'volver' ? 'volver' : 'enlace'],
        volver,
      })
      const other = await registroNamesOther(uow, cuenta)
      await uow.solicitudes.create(other ? stopSolicitud(deps, solicitud, 'otro_representante') : solicitud)
      const done = { cuentaId: cuenta.id, result: kind }
      await recordAudit(uow, context, deps.clock.now(), 'enlace_usado', done)
      return solicitud.id
    })
    if (solicitudId === undefined) throw new SolicitudLost()
    return solicitudId
  })
}

/**
 * Confirms the e-mail of a new cuenta, or a change of e-mail: in effect at once if it was proven with the
 * codigo, otherwise 24 hours later (product.md “Actualizar”).
 * @returns the effect; undefined when the link cannot be used any more.
 */
export async function confirmEmail(
  deps: Deps,
  context: Context,
  press: ButtonPress,
): Promise<ConfirmationEffect | undefined> {
  const done = await deps.store.transaction((uow) =>
    oncePerEnlace(deps, uow, press, async () => {
      const use = await useEnlace(deps, uow, press.id, 'confirmar-correo')
      if (!use) return undefined
      const effect = use.enlace.targetId
        ? await confirmChange(deps, uow, use.enlace.targetId)
        : await confirmRegistered(deps, uow, use.cuenta)
      const result = effect ?? 'sin_cambio'
      await recordAudit(uow, context, deps.clock.now(), 'email_confirmado', {
        cuentaId: use.cuenta.id,
        result,
      })
      return effect
    }),
  )
  return CONFIRMATION_EFFECTS.find((effect) => effect === done)
}

async function confirmRegistered(deps: Deps, uow: UnitOfWork, cuenta: Cuenta): Promise<ConfirmationEffect> {
  await saveCuenta(uow, { ...cuenta, emailConfirmedAt: deps.clock.now() })
  return 'con_efecto'
}

async function confirmChange(
  deps: Deps,
  uow: UnitOfWork,
  changeId: string,
): Promise<ConfirmationEffect | undefined> {
  const change = await uow.emailChanges.findById(changeId)
  if (!change) return undefined
  const now = deps.clock.now()
  const effectiveAt = change.withCodigo ? now : addHours(now, EMAIL_CHANGE_WAIT_HOURS)
  const confirmed = { ...change, confirmedAt: now, effectiveAt }
  await uow.emailChanges.save(confirmed)
  if (!change.withCodigo) return 'en_espera'
  return (await applyEmailChange(deps, uow, confirmed)) ? 'con_efecto' : 'sin_efecto'
}
