import type { NextFunction, Request, Response } from 'express'
import { RateLimitExceeded, SolicitudLost } from '../../application/errors.ts'
import { Overloaded, StoreUnavailable } from '../../application/ports.ts'
import { operacionesOf } from '../../domain/forms/tramites.ts'
import { errorPage, withoutCookiesPage } from '../../domain/pages/error-pages.ts'
import { PERFILES } from '../../domain/perfil.ts'
import { AtOtherPaso, HttpError } from '../request/errors.ts'
import { hasSessionCookie, localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'

export function notFound(_req: Request, _res: Response): void {
  throw new HttpError(404)
}

/** The last one: every refusal and fault becomes a page with a reference number; faults are logged whole. */
export const handleErrors =
  ({ log }: Pick<Services, 'log'>) =>
  (error: unknown, req: Request, res: Response, _next: NextFunction): void => {
    if (res.headersSent) return endResponse(error, res, log)
    if (error instanceof SolicitudLost) return backToStart(req, res)
    if (error instanceof AtOtherPaso) return res.redirect(303, error.url)
    const status = statusOf(error)
    const { id = '' } = localsOf(res)
    if (status >= 500 && !(error instanceof Overloaded)) log.error({ id, err: error }, 'request failed')
    const wait = retryAfterOf(error)
    if (wait) res.set('Retry-After', String(wait))
    const sinCookies = status === 403 && !hasSessionCookie(req)
    const page = sinCookies ? withoutCookiesPage() : errorPage(status, wait)
    const reference = id.slice(0, 8).toUpperCase()
    res.status(status).render('error', { ...page, reference }, (failure, html) => {
      if (failure) log.error({ id, err: failure }, 'error page failed')
      res.type(failure ? 'text' : 'html').send(failure ? `${page.title} (${reference})` : html)
    })
  }

/** An answer on its way, whose session could not be kept for instance, is not cut: the page is whole. */
function endResponse(error: unknown, res: Response, log: Services['log']): void {
  log.error({ id: localsOf(res).id, err: error }, 'failed after answering')
  if (!res.writableEnded) res.end()
}

/** What Express and its parsers refuse carries a status of 4xx; everything unknown is a fault of ours. */
function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status
  if (error instanceof RateLimitExceeded) return 429
  if (error instanceof Overloaded || error instanceof StoreUnavailable) return 503
  const { status } =
    typeof error === 'object' && error !== null && 'status' in error ? error : { status: 500 }
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

const retryAfterOf = (error: unknown): number | undefined => {
  if (error instanceof RateLimitExceeded || error instanceof Overloaded) return error.seconds
  return error instanceof StoreUnavailable ? 30 : undefined
}

/** A step that is not the person's any more: to the first one, which says so. */
function backToStart(req: Request, res: Response): void {
  const [, perfil = '', ...parts] = req.path.split('/')
  const operacion = parts.slice(0, parts[0] === 'facilitador' ? 2 : 1).join('/')
  const operaciones = PERFILES.filter((p) => p === perfil).flatMap(operacionesOf)
  const known = operaciones.some((o) => o === operacion)
  if (!known) return res.redirect(303, '/enlace/vencido')
  req.session.aviso = 'solicitud_perdida'
  res.redirect(303, `/${perfil}/${operacion}`)
}
