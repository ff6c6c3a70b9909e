import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import type { Lazo } from '../../domain/organisations/lazo.ts'
import { pasoUrl } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { SolicitudLost } from '../errors.ts'
import { type ButtonPress, oncePerEnlace, useEnlace } from '../links/open-enlace.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import { notifyDeed } from '../notices/eventos.ts'
import type { Context, Deps, Lazos, Solicitud, UnitOfWork } from '../ports.ts'
import { makeSolicitud, type SolicitudResult, withResult } from '../request/solicitudes.ts'
import { endLazo } from './lazos.ts'
import { maskedDocumento, razonSocialOf, recordInBoth } from './notify.ts'

const ACCEPTED = 'aceptada'

/** Accepted, or a solicitud that leads to choosing the clave, which completes the acceptance. */
export type Acceptance = { done: true } | { done: false; solicitudId: string }

/**
 * The button with which a facilitador accepts an OTEC. Without a clave it leads to paso 2 of Cambiar, and the
 * OTEC is accepted when the clave is chosen.
 * @throws {SolicitudLost} when the link or the lazo cannot be used any more.
 */
export async function acceptOtec(
  deps: Deps,
  context: Context,
  press: ButtonPress,
  volver: Solicitud['volver'],
): Promise<Acceptance> {
  const done = await deps.store.transaction((uow) =>
    oncePerEnlace(deps, uow, press, async () => {
      const opened = await useInvitation(deps, uow, press.id)
      if (!opened) return undefined
      const { cuenta, lazo } = opened
      if (cuenta.claveHash !== null) {
        const confirmed = { ...cuenta, emailConfirmedAt: cuenta.emailConfirmedAt ?? deps.clock.now() }
        await saveCuenta(uow, confirmed)
        await acceptLazo(deps, uow, context, confirmed, lazo)
        return ACCEPTED
      }
      const solicitud = makeSolicitud(deps, {
        operacion: 'cambiar',
        perfil: cuenta.perfil,
        identificador: cuenta.identificador,
        cuenta,
        proofs: ['enlace'],
        volver,
      })
      await uow.solicitudes.create(withResult(deps, solicitud, { lazoId: lazo.id, version: cuenta.version }))
      return solicitud.id
    }),
  )
  if (done === undefined) throw new SolicitudLost()
  return done === ACCEPTED ? { done: true } : { done: false, solicitudId: done }
}

/**
 * The button with which a facilitador refuses an OTEC.
 * @returns false when the link cannot be used any more.
 */
export async function refuseOtec(deps: Deps, context: Context, press: ButtonPress): Promise<boolean> {
  const done = await deps.store.transaction((uow) =>
    oncePerEnlace(deps, uow, press, async () => {
      const opened = await useInvitation(deps, uow, press.id)
      if (!opened) return undefined
      await endLazo(uow, opened.lazo, 'rechazado', deps.clock.now())
      await recordInBoth(deps, uow, context, 'facilitador_rechazado', opened.lazo)
      return 'rechazada'
    }),
  )
  return done !== undefined
}

async function useInvitation(deps: Deps, uow: UnitOfWork, enlaceId: string) {
  const opened = await useEnlace(deps, uow, enlaceId, 'aceptar-otec')
  const lazo = await uow.lazos.lock(opened?.enlace.targetId ?? '')
  if (!opened || lazo?.estado !== 'pendiente' || opened.cuenta.estado !== 'activa') return undefined
  return { cuenta: opened.cuenta, lazo }
}

/**
 * Checks that an acceptance that led to choosing the clave is still valid: the lazo is pending and the cuenta
 * unchanged, so it still has the mailbox that got the link. Does nothing when no invitation led here.
 * @throws {SolicitudLost} when it is not.
 */
export async function requireInvitation(
  lazoOf: Lazos['findById'],
  cuenta: Cuenta,
  { lazoId, version }: SolicitudResult,
): Promise<void> {
  if (lazoId === undefined) return
  const lazo = await lazoOf(lazoId)
  if (lazo?.estado !== 'pendiente' || cuenta.version !== version) throw new SolicitudLost()
}

/**
 * Completes an acceptance in the transaction in which the facilitador chooses the clave.
 * @returns the OTEC's name; undefined when the clave was not chosen to accept one.
 */
export async function acceptOnChoosingClave(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  lazoId: string | undefined,
  now: Date,
): Promise<string | undefined> {
  const lazo = await uow.lazos.lock(lazoId ?? '')
  return lazo?.estado === 'pendiente' ? markAccepted(deps, uow, context, lazo, now) : undefined
}

async function acceptLazo(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  cuenta: Cuenta,
  lazo: Lazo,
): Promise<void> {
  const now = deps.clock.now()
  const otec = await markAccepted(deps, uow, context, lazo, now)
  if (!cuenta.email) return
  await notifyDeed(deps, uow, {
    kind: 'facilitador/solicitar',
    cuentaId: cuenta.id,
    before: cuenta,
    mailbox: cuenta.email,
    withRespuesta: false,
    from: now,
    aviso: (noFuiYoEnlace) => ({
      kind: 'otec_aceptada',
      name: displayName(cuenta),
      otec,
      when: formatMoment(now),
      noFuiYoEnlace,
    }),
  })
}

/** Activates the lazo, tells the OTEC and audits for both cuentas. @returns the OTEC's name. */
async function markAccepted(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  lazo: Lazo,
  now: Date,
): Promise<string> {
  await uow.lazos.save({ ...lazo, estado: 'activo', acceptedAt: now, finishedAt: null })
  await uow.enlaces.deleteByTarget(lazo.id)
  await recordInBoth(deps, uow, context, 'facilitador_aceptado', lazo)
  const otec = await uow.cuentas.findById(lazo.otecId)
  if (otec?.email) {
    await enqueueAviso(deps, uow, {
      to: otec.email,
      aviso: {
        kind: 'facilitador_acepto',
        name: displayName(otec),
        documento: maskedDocumento(deps, lazo),
        when: formatMoment(now),
        listUrl: deps.policy.baseUrl + pasoUrl('juridica', 'facilitador/solicitar'),
      },
      now,
    })
  }
  return razonSocialOf({ razonSocial: otec?.razonSocial ?? null })
}
