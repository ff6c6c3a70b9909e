import type { NextFunction, Request, Response } from 'express'
import { LimiteSuperado, SolicitudPerdida } from '../../application/errores.ts'
import { AlmacenNoDisponible, Saturado } from '../../application/ports.ts'
import { paginaDeError, paginaSinCookies } from '../../domain/paginas-error.ts'
import { PERFILES } from '../../domain/perfil.ts'
import { operacionesDe } from '../../domain/tramites.ts'
import { ErrorHttp, OtroPaso } from '../errores.ts'
import { localesDe, traeSesion } from '../peticion.ts'
import type { Servicios } from '../servicios.ts'

export function noEncontrada(_req: Request, _res: Response): void {
  throw new ErrorHttp(404)
}

/** The last one: every refusal and fault becomes a page with a reference number; faults are logged whole. */
export const manejarErrores =
  ({ log }: Pick<Servicios, 'log'>) =>
  (error: unknown, req: Request, res: Response, _next: NextFunction): void => {
    if (res.headersSent) return terminarRespuesta(error, res, log)
    if (error instanceof SolicitudPerdida) return volverAlComienzo(req, res)
    if (error instanceof OtroPaso) return res.redirect(303, error.url)
    const estado = estadoDe(error)
    const { id = '' } = localesDe(res)
    if (estado >= 500 && !(error instanceof Saturado)) log.error({ id, err: error }, 'request failed')
    const espera = esperaDe(error)
    if (espera) res.set('Retry-After', String(espera))
    const sinCookies = estado === 403 && !traeSesion(req)
    const pagina = sinCookies ? paginaSinCookies() : paginaDeError(estado, espera)
    const referencia = id.slice(0, 8).toUpperCase()
    res.status(estado).render('error', { ...pagina, referencia }, (fallo, html) => {
      if (fallo) log.error({ id, err: fallo }, 'error page failed')
      res.type(fallo ? 'text' : 'html').send(fallo ? `${pagina.titulo} (${referencia})` : html)
    })
  }

/** An answer on its way, whose session could not be kept for instance, is not cut: the page is whole. */
function terminarRespuesta(error: unknown, res: Response, log: Servicios['log']): void {
  log.error({ id: localesDe(res).id, err: error }, 'failed after answering')
  if (!res.writableEnded) res.end()
}

/** What Express and its parsers refuse carries a status of 4xx; everything unknown is a fault of ours. */
function estadoDe(error: unknown): number {
  if (error instanceof ErrorHttp) return error.estado
  if (error instanceof LimiteSuperado) return 429
  if (error instanceof Saturado || error instanceof AlmacenNoDisponible) return 503
  const { status } =
    typeof error === 'object' && error !== null && 'status' in error ? error : { status: 500 }
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

const esperaDe = (error: unknown): number | undefined => {
  if (error instanceof LimiteSuperado || error instanceof Saturado) return error.segundos
  return error instanceof AlmacenNoDisponible ? 30 : undefined
}

/** A step that is not the person's any more: to the first one, which says so. */
function volverAlComienzo(req: Request, res: Response): void {
  const [, perfil = '', ...partes] = req.path.split('/')
  const operacion = partes.slice(0, partes[0] === 'facilitador' ? 2 : 1).join('/')
  const operaciones = PERFILES.filter((p) => p === perfil).flatMap(operacionesDe)
  const conocida = operaciones.some((o) => o === operacion)
  if (!conocida) return res.redirect(303, '/enlace/vencido')
  req.session.aviso = 'solicitud_perdida'
  res.redirect(303, `/${perfil}/${operacion}`)
}
