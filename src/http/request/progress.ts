import type { Request, Response } from 'express'
import { SolicitudLost } from '../../application/errors.ts'
import type { Solicitud } from '../../application/ports.ts'
import { readSolicitud } from '../../application/request/solicitudes.ts'
import { allowedPasos } from '../../domain/account/progress.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import type { Services } from '../services.ts'
import {
  currentSolicitud,
  named,
  rememberSolicitud,
  renewSession,
  requestedSolicitud,
  saveSession,
} from '../session/session.ts'
import { AtOtherPaso } from './errors.ts'

/** The refusal itself when a request is not at that step (any more); other faults go on. */
export function expectPasoError(error: unknown): Error {
  if (error instanceof SolicitudLost || error instanceof AtOtherPaso) return error
  throw error
}

/**
 * A stored request that may show that step now.
 * @throws {SolicitudPerdida} when it is unknown or over. @throws {OtroPaso} when it is at another step.
 */
export async function solicitudAtPaso(
  { deps }: Services,
  id: string | undefined,
  paso: string,
): Promise<Solicitud> {
  const solicitud = await readSolicitud(deps, id ?? '')
  const allowed = allowedPasos(solicitud)
  const [allowedPaso] = allowed
  if (allowed.includes(paso)) return solicitud
  if (allowedPaso === undefined) throw new SolicitudLost()
  throw new AtOtherPaso(pasoUrl(solicitud.perfil, solicitud.operacion, allowedPaso, solicitud.id))
}

/**
 * The request that a page shows at a step. Of two clicks on a first step each begins a request and the session keeps one:
 * who is led to the other gets that one, of the same person.
 * @throws {SolicitudPerdida} {OtroPaso}
 */
export async function pageSolicitud(
  services: Services,
  req: Request,
  { perfil, operacion, paso }: { perfil: Perfil; operacion: TramiteOperacion; paso: string },
): Promise<Solicitud> {
  const requested = requestedSolicitud(req, perfil, operacion)
  if (requested) return solicitudAtPaso(services, requested, paso)
  const [superseded, own] = await Promise.all([
    readSolicitud(services.deps, named(req, 'solicitud')),
    readSolicitud(services.deps, currentSolicitud(req, perfil, operacion) ?? ''),
  ])
  if (superseded.operacion !== operacion || superseded.subject !== own.subject) throw new SolicitudLost()
  return solicitudAtPaso(services, own.id, paso)
}

/**
 * The address of a step.
 * @param solicitudId the request that its page shows, so that each tab keeps its own (decision 22). Without it, the
 *   current one of the session.
 */
export const pasoUrl = (
  perfil: string,
  operacion: TramiteOperacion,
  paso: string,
  solicitudId = '',
): string => `/${perfil}/${operacion}${paso && `/${paso}`}${solicitudId && `?solicitud=${solicitudId}`}`

/**
 * Goes on with a request: it becomes this session's, under a new session id, and its page is the next one.
 * @throws {SolicitudPerdida}
 */
export async function proceed(
  services: Services,
  req: Request,
  res: Response,
  solicitudId: string,
): Promise<void> {
  const solicitud = await readSolicitud(services.deps, solicitudId)
  const [next] = allowedPasos(solicitud)
  if (!next) throw new SolicitudLost()
  await renewSession(req)
  rememberSolicitud(req, solicitud.perfil, solicitud.operacion, solicitud.id)
  await saveSession(req)
  res.redirect(303, pasoUrl(solicitud.perfil, solicitud.operacion, next, solicitud.id))
}
