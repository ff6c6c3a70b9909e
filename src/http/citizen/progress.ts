import type { Request } from 'express'
import { SolicitudLost } from '../../application/errors.ts'
import type { Solicitud } from '../../application/ports.ts'
import { readSolicitud } from '../../application/request/solicitudes.ts'
import { highestLevel } from '../../domain/account/browsers.ts'
import { allowedPasos, isOfEndedCuenta } from '../../domain/account/progress.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import { urlOfPaso } from '../../domain/urls.ts'
import { AtOtherPaso } from '../request/errors.ts'
import { requestParam } from '../request/sent-text.ts'
import type { Services } from '../services.ts'
import { renewSession, saveSession } from '../session/session.ts'
import { rememberSolicitud, requestedSolicitud, sessionSolicitud } from './session-data.ts'

/** For `.catch`: returns the error when the solicitud is over or at another paso; rethrows any other. */
export function expectPasoError(error: unknown): Error {
  if (error instanceof SolicitudLost || error instanceof AtOtherPaso) return error
  throw error
}

/**
 * The stored solicitud, when it may show that paso now.
 * @throws {SolicitudLost} when it is unknown or over.
 * @throws {AtOtherPaso} when it is at another paso.
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
  throw new AtOtherPaso(urlOfPaso({ ...solicitud, paso: allowedPaso }, solicitud.id))
}

/**
 * The solicitud that a page shows: one of this session's.
 * @throws {SolicitudLost}
 * @throws {AtOtherPaso}
 */
export const pageSolicitud = (
  services: Services,
  req: Request,
  { perfil, operacion, paso }: { perfil: Perfil; operacion: TramiteOperacion; paso: string },
): Promise<Solicitud> => solicitudAtPaso(services, requestedSolicitud(req, perfil, operacion), paso)

/**
 * The solicitud that a form continues: the one that it carries, if it is this session's. It becomes the
 * current one.
 * @throws {SolicitudLost}
 * @throws {AtOtherPaso}
 */
export async function formSolicitud(
  services: Services,
  req: Request,
  { perfil, operacion, paso }: { perfil: Perfil; operacion: TramiteOperacion; paso: string },
): Promise<Solicitud> {
  const id = sessionSolicitud(req, perfil, operacion, requestParam(req, 'solicitud'))
  const solicitud = await solicitudAtPaso(services, id, paso)
  rememberSolicitud(req, perfil, operacion, solicitud.id)
  return solicitud
}

/**
 * Makes the solicitud this session's current one, under a new session id. Once it has a proof, the browser gets its
 * cookie.
 * @returns the address of its next paso.
 * @throws {SolicitudLost}
 */
export async function proceed(services: Services, req: Request, solicitud: Solicitud): Promise<string> {
  const [next] = allowedPasos(solicitud)
  if (!next) throw new SolicitudLost()
  await renewSession(req)
  rememberSolicitud(req, solicitud.perfil, solicitud.operacion, solicitud.id)
  await saveSession(req)
  // Of a frozen or closed cuenta it is not remembered where it was proven.
  const isProven = highestLevel(solicitud.proofs) > 0 && !isOfEndedCuenta(solicitud.reason)
  if (isProven && req.res) services.browsers.keep(req, req.res)
  return urlOfPaso({ ...solicitud, paso: next }, solicitud.id)
}
