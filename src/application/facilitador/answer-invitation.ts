import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { rankOfProof } from '../../domain/account/proofs.ts'
import type { Lazo } from '../../domain/organisations/lazo.ts'
import { ok } from '../../domain/outcome/result.ts'
import { pasoUrl } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { SolicitudLost } from '../errors.ts'
import { type ButtonPress, pressOnce, useEnlace } from '../links/open-enlace.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import { notifyDeed } from '../notices/eventos.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../ports.ts'
import { makeSolicitud, readSolicitud, withResult } from '../request/solicitudes.ts'
import { endLazo } from './lazos.ts'
import { maskedDocumento, razonSocialOf, recordInBoth } from './notify.ts'

const ACCEPTED = 'aceptada'

/** Accepted, or the solicitud that leads to choosing the clave, which completes the acceptance. */
export type Acceptance = { done: true } | { done: false; solicitud: Solicitud }

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
  let made: Solicitud | undefined
  const done = await pressOnce(deps, press, async (uow, keep) => {
    const { cuenta, lazo } = await useInvitation(deps, uow, press.id)
    if (cuenta.claveHash !== null) {
      // A mailbox that is not confirmed is not by this: its link proves nothing alone, nor does the documento.
      await acceptLazo(deps, uow, context, cuenta, lazo)
      return keep(uow, ok(ACCEPTED))
    }
    const solicitud = makeSolicitud(deps, {
      operacion: 'cambiar',
      perfil: cuenta.perfil,
      identificador: cuenta.identificador,
      cuenta,
      proofs: ['enlace'],
      volver,
    })
    made = withResult(deps, solicitud, { lazoId: lazo.id, version: cuenta.version })
    await uow.solicitudes.create(made)
    return keep(uow, ok(solicitud.id))
  })
  if (done === undefined) throw new SolicitudLost()
  if (done === ACCEPTED) return { done: true }
  return { done: false, solicitud: made ?? (await readSolicitud(deps, done)) }
}

/**
 * The button with which a facilitador refuses an OTEC.
 * @returns false when the link cannot be used any more.
 */
export async function refuseOtec(deps: Deps, context: Context, press: ButtonPress): Promise<boolean> {
  const done = await pressOnce(deps, press, async (uow, keep) => {
    const { lazo } = await useInvitation(deps, uow, press.id)
    await endLazo(uow, lazo, 'rechazado', deps.clock.now())
    await recordInBoth(deps, uow, context, 'facilitador_rechazado', lazo)
    return keep(uow, ok('rechazada'))
  })
  return done !== undefined
}

/** @throws {SolicitudLost} when the link or the lazo cannot be used any more. */
async function useInvitation(deps: Deps, uow: UnitOfWork, enlaceId: string) {
  const { enlace, cuenta } = await useEnlace(deps, uow, enlaceId, 'aceptar-otec')
  const lazo = await uow.lazos.lock(enlace.targetId ?? '')
  if (lazo?.estado !== 'pendiente' || cuenta.estado !== 'activa') throw new SolicitudLost()
  return { cuenta, lazo }
}

/**
 * Completes an acceptance in the transaction in which the facilitador chooses the clave.
 * @returns the OTEC's name; undefined when the clave was not chosen to accept one.
 * @throws {SolicitudLost} when the lazo is no longer pending.
 */
export async function acceptOnChoosingClave(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  lazoId: string | undefined,
  now: Date,
): Promise<string | undefined> {
  if (lazoId === undefined) return undefined
  const lazo = await uow.lazos.lock(lazoId)
  if (lazo?.estado !== 'pendiente') throw new SolicitudLost()
  return markAccepted(deps, uow, context, lazo, now)
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
    rank: rankOfProof('enlace', cuenta, now),
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
      cuentaId: otec.id,
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
