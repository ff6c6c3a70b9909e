import { Router } from 'express'
import { endVisit } from '../../application/citizen/terminar.ts'
import { paths } from '../../domain/urls.ts'
import type { Services } from '../services.ts'
import { endSession, sessionCookie, sessionSolicitudes } from '../session/session.ts'

/**
 * “Terminar”: ends every solicitud of the session, the session, and the copies that the browser keeps. When
 * the session is already over it just redirects, so a second click has the same outcome.
 */
export function terminarRoutes({ deps, csrf, inProduction }: Services): Router {
  const router = Router()
  const { name, cookie } = sessionCookie(inProduction)
  router.post(paths.terminar, async (req, res) => {
    const { formSeal } = req.session
    if (formSeal) await endVisit(deps, csrf.visit(formSeal), sessionSolicitudes(req))
    await endSession(req)
    // Chromium drops the pages it keeps for Back when their cookie changes value; deleting it, or
    // Clear-Site-Data: "cookies", is not always enough (docs/decisions/0022).
    res.cookie(name, 'terminada', cookie).clearCookie(name, cookie)
    res.set('Clear-Site-Data', '"cache", "storage"')
    res.redirect(303, paths.home)
  })
  return router
}
