import type { NextFunction, Request, Response } from 'express'
import type { EnlacePage } from '../../../application/ports.ts'
import { enlaceExpiredPage, enlaceWithoutCookiesPage } from '../../../domain/pages/enlace-pages.ts'
import { hasSessionCookie } from '../../request/request-context.ts'
import type { Services } from '../../services.ts'
import { renderFinalPage } from '../../views/render-page.ts'
import { requestedEnlace } from '../session-data.ts'

/** The page of an enlace is for the session that opened it. */
export const requireEnlace =
  (services: Services, kind: EnlacePage) =>
  (req: Request, res: Response, next: NextFunction): void => {
    if (requestedEnlace(req, kind)) return next()
    // Only a valid enlace redirects here, so the browser refused the session cookie.
    if (!hasSessionCookie(req))
      return renderFinalPage(services, req, res, enlaceWithoutCookiesPage(), { status: 403 })
    renderFinalPage(services, req, res, enlaceExpiredPage(), { status: 410 })
  }
