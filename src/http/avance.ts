import type { Request, Response } from 'express'
import { SolicitudPerdida } from '../application/errores.ts'
import type { Solicitud } from '../application/ports.ts'
import { verSolicitud } from '../application/solicitudes.ts'
import { pasosPermitidos } from '../domain/pasos.ts'
import type { OperacionDeTramite, Perfil } from '../domain/perfil.ts'
import { OtroPaso } from './errores.ts'
import type { Servicios } from './servicios.ts'
import {
  guardarSesion,
  nombrado,
  recordarSolicitud,
  renovarSesion,
  solicitudActual,
  solicitudPedida,
} from './sesion.ts'

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
 * The request that a page shows at a step. Of two clicks on a first step each begins a request and the session keeps one:
 * who is led to the other gets that one, of the same person.
 * @throws {SolicitudPerdida} {OtroPaso}
 */
export async function solicitudDeLaPagina(
  servicios: Servicios,
  req: Request,
  { perfil, operacion, paso }: { perfil: Perfil; operacion: OperacionDeTramite; paso: string },
): Promise<Solicitud> {
  const pedida = solicitudPedida(req, perfil, operacion)
  if (pedida) return solicitudEnPaso(servicios, pedida, paso)
  const [ajena, propia] = await Promise.all([
    verSolicitud(servicios.deps, nombrado(req, 'solicitud')),
    verSolicitud(servicios.deps, solicitudActual(req, perfil, operacion) ?? ''),
  ])
  if (ajena.operacion !== operacion || ajena.sujeto !== propia.sujeto) throw new SolicitudPerdida()
  return solicitudEnPaso(servicios, propia.id, paso)
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
  await guardarSesion(req)
  res.redirect(303, urlDePaso(solicitud.perfil, solicitud.operacion, siguiente, solicitud.id))
}
