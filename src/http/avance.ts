import type { Request, Response } from 'express'
import { SolicitudPerdida } from '../application/errores.ts'
import type { Solicitud } from '../application/ports.ts'
import { verSolicitud } from '../application/solicitudes.ts'
import { pasosPermitidos } from '../domain/pasos.ts'
import type { OperacionDeTramite } from '../domain/perfil.ts'
import { OtroPaso } from './errores.ts'
import type { Servicios } from './servicios.ts'
import { recordarSolicitud, renovarSesion } from './sesion.ts'

/** The refusal itself when a request is not at that step (any more); other faults go on. */
export function sinPaso(error: unknown): Error {
  if (error instanceof SolicitudPerdida || error instanceof OtroPaso) return error
  throw error
}

/**
 * A stored request that may show that step now.
 * @throws {SolicitudPerdida} when it is unknown or over. @throws {OtroPaso} when it is at another step.
 */
export async function solicitudEnPaso(
  { deps }: Servicios,
  id: string | undefined,
  paso: string,
): Promise<Solicitud> {
  const solicitud = await verSolicitud(deps, id ?? '')
  const permitidos = pasosPermitidos(solicitud)
  const [suyo] = permitidos
  if (permitidos.includes(paso)) return solicitud
  if (suyo === undefined) throw new SolicitudPerdida()
  throw new OtroPaso(urlDePaso(solicitud.perfil, solicitud.operacion, suyo, solicitud.id))
}

/**
 * The address of a step.
 * @param solicitudId the request that its page shows, so that each tab keeps its own (decision 22). Without it, the
 *   current one of the session.
 */
export const urlDePaso = (
  perfil: string,
  operacion: OperacionDeTramite,
  paso: string,
  solicitudId = '',
): string => `/${perfil}/${operacion}${paso && `/${paso}`}${solicitudId && `?solicitud=${solicitudId}`}`

/**
 * Goes on with a request: it becomes this session's, under a new session id, and its page is the next one.
 * @throws {SolicitudPerdida}
 */
export async function seguir(
  servicios: Servicios,
  req: Request,
  res: Response,
  solicitudId: string,
): Promise<void> {
  const solicitud = await verSolicitud(servicios.deps, solicitudId)
  const [siguiente] = pasosPermitidos(solicitud)
  if (!siguiente) throw new SolicitudPerdida()
  await renovarSesion(req)
  recordarSolicitud(req, solicitud.perfil, solicitud.operacion, solicitud.id)
  res.redirect(303, urlDePaso(solicitud.perfil, solicitud.operacion, siguiente, solicitud.id))
}
