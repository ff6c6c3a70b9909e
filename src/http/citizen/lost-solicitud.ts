import type { NextFunction, Request, Response } from 'express'
import { SolicitudLost } from '../../application/errors.ts'
import { paths } from '../../domain/urls.ts'
import { AtOtherPaso } from '../request/errors.ts'
import { localsOf } from '../request/request-context.ts'

/**
 * Redirects to the paso where the solicitud is; when it is lost, to the first paso of its tramite, with a
 * notice. What belongs to no tramite is a mailed link.
 */
export function findWayBack(error: unknown, req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) next(error)
  else if (error instanceof AtOtherPaso) res.redirect(303, error.url)
  else if (error instanceof SolicitudLost) backToStart(req, res)
  else next(error)
}

function backToStart(req: Request, res: Response): void {
  const { startUrl } = localsOf(res)
  if (!startUrl) return res.redirect(303, paths.enlaceExpired)
  req.session.aviso = 'solicitud_perdida'
  res.redirect(303, startUrl)
}
