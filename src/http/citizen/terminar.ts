import { Router } from 'express'
import { endVisit } from '../../application/citizen/terminar.ts'
import { paths } from '../../domain/urls.ts'
import type { Services } from '../services.ts'
import { sealOf } from '../session/session.ts'
import type { SessionStack } from '../session/session-stack.ts'
import { sessionSolicitudes } from './session-data.ts'

/**
 * “Terminar”: ends every solicitud of the session, the session, and the copies that the browser keeps. When
 * the session is already over it just redirects, so a second click has the same outcome.
 */
export function terminarRoutes({ deps, csrf }: Services, sessions: SessionStack): Router {
  const router = Router()
  router.post(paths.terminar, async (req, res) => {
    const formSeal = sealOf(req)
    if (formSeal) await endVisit(deps, csrf.visit(formSeal), sessionSolicitudes(req))
    await sessions.end(req, res)
    res.set('Clear-Site-Data', '"cache", "storage"')
    res.redirect(303, paths.home)
  })
  return router
}
