import { awaitsActivation } from '../../domain/account/by-phone.ts'
import { enlaceFactor } from '../../domain/account/channels.ts'
import { givesBack } from '../../domain/account/coming-back.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { MAILBOXES, type Mailbox } from '../../domain/account/ranks.ts'
import { activates, linkAsks } from '../../domain/account/unconfirmed-links.ts'
import { ok } from '../../domain/outcome/result.ts'
import { findRegistroStop } from '../accounts/impediments.ts'
import { mailboxOfOrden } from '../accounts/ordenes.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import type { Context, Deps, Enlace, EnlaceKind, Solicitud, UnitOfWork } from '../ports.ts'
import { rememberBrowser } from '../proof/browsers.ts'
import { type Keep, type Kept, once, onceForCode, type Work } from '../request/once.ts'
import { makeSolicitud, stopSolicitud, withResult } from '../request/solicitudes.ts'

/**
 * Finds the link of a token. Opening it has no effect: mail scanners open links too.
 * @returns undefined when it is unknown, used or expired.
 */
export async function openEnlace(
  deps: Deps,
  token: string,
): Promise<(Pick<Enlace, 'id' | 'kind'> & Pick<Cuenta, 'perfil'>) | undefined> {
  const fingerprint = deps.fingerprints.fingerprint('enlace', token)
  const { enlaces, cuentas } = deps.store.single
  const enlace = await enlaces.findByFingerprint(fingerprint)
  if (!enlace) return undefined
  // That of a provisoria leads to Cambiar as long as it lives: who left may come back and type it again.
  const opens = enlace.kind === 'provisoria' ? { ...enlace, usedAt: null } : enlace
  const cuenta = isUsable(deps, opens) ? await cuentas.findById(enlace.cuentaId) : undefined
  return cuenta && { id: enlace.id, kind: enlace.kind, perfil: cuenta.perfil }
}

export const isUsable = (deps: Pick<Deps, 'clock'>, enlace: Enlace): boolean =>
  !enlace.usedAt && enlace.expiresAt > deps.clock.now()

/**
 * Uses up a link, in the transaction of its effect.
 * @throws {SolicitudLost} when it cannot be used any more.
 */
export async function useEnlace(
  deps: Deps,
  uow: UnitOfWork,
  id: string,
  kind: EnlaceKind,
): Promise<{ enlace: Enlace; cuenta: Cuenta }> {
  const found = await findEnlace(deps, uow, id, kind)
  await spendEnlace(deps, uow, id)
  return found
}

async function findEnlace(
  deps: Deps,
  uow: UnitOfWork,
  id: string,
  kind: EnlaceKind,
): Promise<{ enlace: Enlace; cuenta: Cuenta }> {
  const enlace = await uow.enlaces.findById(id)
  if (!enlace || enlace.kind !== kind || !isUsable(deps, enlace)) throw new SolicitudLost()
  const cuenta = await uow.cuentas.findById(enlace.cuentaId)
  if (!cuenta) throw new SolicitudLost()
  return { enlace, cuenta }
}

async function spendEnlace({ clock }: Pick<Deps, 'clock'>, uow: UnitOfWork, id: string): Promise<void> {
  if (!(await uow.enlaces.use(id, clock.now()))) throw new SolicitudLost()
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
 * @param run uses the link and keeps a code as its outcome.
 * @returns the code; undefined when the link cannot be used any more.
 */
export async function pressOnce(
  deps: Deps,
  { page }: ButtonPress,
  run: (uow: UnitOfWork, keep: Keep<string>) => Promise<Kept<string>>,
): Promise<string | undefined> {
  try {
    const work: Work<string> = (keep) => deps.store.transaction((uow) => run(uow, keep))
    const done = await onceForCode(deps, { body: page }, work)
    return done.ok ? done.value : undefined
  } catch (error) {
    if (error instanceof SolicitudLost) return undefined
    throw error
  }
}

/** Links that lead to choosing a clave, and what each proves. */
const PROOF_OF = {
  recuperar: 'enlace',
  'recuperar-tras-espera': 'enlace',
  volver: 'volver',
  activar: 'invitacion',
} as const
export type ClaveEnlace = keyof typeof PROOF_OF

/**
 * Uses the link of Recuperar, the one that reactivates a frozen cuenta, one that two people granted, or the
 * first one of whom the call centre registered; each leads to paso 2 of Cambiar. The first
 * link to a mailbox that is not confirmed does not: see recuperar-slowly.ts.
 * @param volver system to go back to, from the session that opened the link.
 * @returns the solicitud; stopped for an organisation that the register stops, whose link is not used up.
 * @throws {SolicitudLost} when the link or the cuenta cannot be used any more.
 */
export async function recuperarWithEnlace(
  deps: Deps,
  context: Context,
  press: ButtonPress,
  kind: ClaveEnlace,
  volver: Solicitud['volver'],
): Promise<Solicitud> {
  const result = await once(deps, { body: press.page }, (keep) =>
    deps.store.transaction(async (uow) => {
      const { enlace, cuenta } = await findEnlace(deps, uow, press.id, kind)
      const invited = await invitationOf(deps, uow, enlace)
      const from = kind === 'volver' || invited?.givesBack ? 'congelada' : 'activa'
      if (cuenta.estado !== from) throw new SolicitudLost()
      const provenMailbox = mailboxOf(enlace, cuenta)
      if (kind === 'volver' && !givesBack(cuenta, provenMailbox)) throw new SolicitudLost()
      if (kind === 'recuperar' && linkAsks(cuenta) !== 'nada' && !activates(cuenta)) throw new SolicitudLost()
      const isFirst = kind === 'activar' && enlace.targetId === null
      if (isFirst && !awaitsActivation(cuenta)) throw new SolicitudLost()
      const start = makeSolicitud(deps, {
        operacion: 'cambiar',
        perfil: cuenta.perfil,
        identificador: cuenta.identificador,
        cuenta,
        proofs: [isFirst ? 'activacion' : PROOF_OF[kind]],
        volver,
      })
      const newSolicitud = withResult(deps, start, {
        provenMailbox,
        ...(invited && { invitedMailbox: invited.mailbox }),
      })
      const reason = await findRegistroStop(uow, cuenta)
      const solicitud = reason ? stopSolicitud(deps, newSolicitud, reason) : newSolicitud
      // Once the register no longer stops it, the same link goes on.
      if (!reason) {
        await spendEnlace(deps, uow, enlace.id)
        await rememberBrowser(deps, uow, context, { cuenta, proofs: solicitud.proofs })
      }
      await uow.solicitudes.create(solicitud)
      const done = { cuentaId: cuenta.id, result: kind }
      await recordAudit(uow, context, deps.clock.now(), 'enlace_usado', done)
      return keep(uow, ok(solicitud))
    }),
  )
  if (!result.ok) throw new SolicitudLost()
  return result.value
}

/** What two people granted, of which a link is; `givesBack`: a frozen cuenta. Undefined for other links. */
async function invitationOf(
  deps: Deps,
  uow: UnitOfWork,
  { kind, targetId }: Enlace,
): Promise<{ mailbox: string; givesBack: boolean } | undefined> {
  if (kind !== 'activar' || targetId === null) return undefined
  const orden = await uow.ordenes.findById(targetId)
  if (orden?.estado !== 'aplicada') throw new SolicitudLost()
  return { mailbox: mailboxOfOrden(deps, orden), givesBack: orden.kind === 'descongelar' }
}

/**
 * The mailbox that a link was mailed to: the one that the way back names, or that of Recuperar, which ends when it is
 * another one.
 * @throws {SolicitudLost} when the link names none.
 */
function mailboxOf({ kind, targetId }: Enlace, cuenta: Cuenta): Mailbox {
  if (kind !== 'volver') return enlaceFactor(cuenta) === 'representante' ? 'emailRepresentante' : 'email'
  const named = MAILBOXES.find((one) => one === targetId)
  if (!named) throw new SolicitudLost()
  return named
}
