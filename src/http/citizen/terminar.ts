import { Router } from 'express'
import { endVisit } from '../../application/citizen/terminar.ts'
import type { Services } from '../services.ts'
import { endSession, sessionCookie, sessionSolicitudes } from '../session/session.ts'

/**
 * “Terminar”: ends every request of the session, the session, and the copies that the browser keeps. From a page
 * whose session is already over there is nothing left to end: a second click ends in the same place.
 */
export function terminarRoutes({ deps, csrf, inProduction }: Services): Router {
  const router = Router()
  const { name, cookie } = sessionCookie(inProduction)
  router.post('/terminar', async (req, res) => {
    const { formSeal } = req.session
    if (formSeal) await endVisit(deps, csrf.visit(formSeal), sessionSolicitudes(req))
    await endSession(req)
    // Chromium drops the pages that it keeps for Back when their cookie gets another value; taking it away, or
    // Clear-Site-Data: "cookies", does not always do (decision 22).
    res.cookie(name, 'terminada', cookie).clearCookie(name, cookie)
    res.set('Clear-Site-Data', '"cache", "storage"')
    res.redirect(303, '/')
  })
  return router
}
