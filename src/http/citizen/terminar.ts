import { Router } from 'express'
import { endVisit, forgetBrowser } from '../../application/citizen/terminar.ts'
import { paths } from '../../domain/urls.ts'
import { take } from '../forms/form-body.ts'
import { askingBrowser } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { sealOf } from '../session/session.ts'
import type { SessionStack } from '../session/session-stack.ts'
import { wayCookie } from './ingresar/way-cookie.ts'
import { sessionSolicitudes } from './session-data.ts'

/** The box beside the button (views/fields/shared-computer.ejs). */
const SHARED_COMPUTER = 'compartido'

/**
 * “Terminar”: ends every solicitud of the session, the session, that of the sign-ins of other sistemas, and the copies that
 * the browser keeps; and, in a computer that others use too, what was proven in it. When the session is already over
 * there is nothing else to end, so a second click has the same outcome.
 */
export function terminarRoutes(services: Services, sessions: SessionStack): Router {
  const { deps, csrf, browsers, interactions } = services
  const router = Router()
  router.post(paths.terminar, async (req, res) => {
    const formSeal = sealOf(req)
    const isShared = SHARED_COMPUTER in take(req.body, [SHARED_COMPUTER])
    const asking = askingBrowser(req, res, deps.fingerprints)
    if (formSeal) await endVisit(deps, csrf.visit(formSeal), sessionSolicitudes(req))
    if (isShared && asking) {
      await forgetBrowser(deps, asking.fingerprint)
      browsers.end(res)
    }
    await interactions.end(req, res)
    wayCookie(services).end(req, res)
    await sessions.end(req, res)
    // Never "cookies": those of the whole registrable domain would go, sessions of other systems with them.
    res.set('Clear-Site-Data', '"cache", "storage"')
    res.redirect(303, paths.home)
  })
  return router
}
