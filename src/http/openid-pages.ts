import type { NextFunction, Request, Response } from 'express'
import type { HandedPage } from '../application/ports.ts'
import { openIdPaths, openIdRouteOf, openIdRoutes } from '../domain/openid-paths.ts'
import {
  openIdErrorPage,
  signedOutPage,
  signOutErrorPage,
  signOutPage,
} from '../domain/pages/openid-pages.ts'
import { allowFormTo } from './middleware/security-headers.ts'
import { localsOf } from './request/request-context.ts'
import { makeResultView } from './views/render-page.ts'

/**
 * Mounts the provider: it parses its own bodies and sets its own cookies; the pages that people see are ours.
 * @param handle of the provider.
 */
export const openIdMount =
  (handle: (req: Request, res: Response) => Promise<HandedPage | undefined>) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    localsOf(res).route = openIdRouteOf(req.path)
    const handed = await handle(req, res)
    if (handed?.page === 'ninguna') next()
    else if (handed) showOpenIdPage(res, handed)
  }

/** Shows one of them. */
export function showOpenIdPage(res: Response, handed: Exclude<HandedPage, { page: 'ninguna' }>): void {
  res.set('Cache-Control', 'no-store')
  switch (handed.page) {
    case 'salir':
      // Chromium holds the whole chain of redirects after a form against its form-action.
      if (handed.origin) allowFormTo(res, handed.origin)
      return send(res, 200, signOutPage(), { xsrf: handed.xsrf, logout: 'yes' })
    case 'fuera':
      return send(res, 200, signedOutPage())
    case 'vuelta':
      return sendOn(res, handed)
    case 'error':
      return send(res, handed.status, errorPageOf(res)(handed.error))
  }
}

const errorPageOf = (res: Response) =>
  localsOf(res).route === openIdPaths.root + openIdRoutes.end_session ? signOutErrorPage : openIdErrorPage

/** On to the system, which may take the browser to any page of its own from there. */
function sendOn(res: Response, { to, fields, sistema }: Extract<HandedPage, { page: 'vuelta' }>): void {
  allowFormTo(res, new URL(to).origin)
  res.render('ingresar-vuelta', { to, fields, sistema })
}

function send(
  res: Response,
  status: number,
  page: Parameters<typeof makeResultView>[0],
  hiddenFields = {},
): void {
  res.status(status).render('result', makeResultView(page, { hiddenFields }))
}
