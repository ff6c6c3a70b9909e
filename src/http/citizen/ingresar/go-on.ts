import type { Request } from 'express'
import type { Ingreso } from '../../../application/openid/sign-in.ts'
import { readSolicitud } from '../../../application/request/solicitudes.ts'
import type { Services } from '../../services.ts'
import { proceed } from '../progress.ts'
import { type KnownInteraccion, rememberInteraccion } from '../session-data.ts'
import { leave } from './interaccion.ts'
import { pasoOf } from './paso-cookie.ts'
import { wayCookie } from './way-cookie.ts'

/**
 * Goes on with what a sign-in came to: to the sistema, or to what has to be done first. On a computer of others nothing
 * of it is remembered once the browser is closed.
 * @returns the address to go to.
 * @throws {SolicitudLost}
 */
export async function goOn(
  services: Services,
  req: Request,
  known: KnownInteraccion,
  ingreso: Ingreso,
): Promise<string> {
  const { deps, browsers, interactions } = services
  const shared = known.compartido === true
  rememberInteraccion(req, known)
  if ('solicitudId' in ingreso) {
    const url = await proceed(services, req, await readSolicitud(deps, ingreso.solicitudId))
    if (shared && req.res) browsers.end(req.res)
    return url
  }
  const { cuentaId, acr, amr, claveFingerprint } = ingreso
  const next = await interactions.finish(
    known.id,
    { login: { cuentaId, acr, amr, shared, claveFingerprint } },
    pasoOf(services, req),
  )
  if (req.res) {
    wayCookie(services).end(req, req.res)
    if (shared) browsers.end(req.res)
    else browsers.keep(req, req.res)
  }
  return leave(req, known, next)
}
