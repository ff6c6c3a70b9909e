import { Router } from 'express'
import { findSignOutTarget } from '../application/openid/find-sign-out-target.ts'
import { parseVolver } from '../domain/account/volver.ts'
import { paths } from '../domain/urls.ts'
import { showOpenIdPage } from './openid-pages.ts'
import type { Services } from './services.ts'

/**
 * ClaveÚnica's sign-out: ends the session that this browser has with the provider, at once as there, and goes on to
 * where a system may send people (`findSignOutTarget`). Any other `redirect` is ignored, and the page is ours.
 */
export function claveUnicaSignOut({ deps, interactions, inProduction }: Services): Router {
  const router = Router()
  router.get(paths.openId.claveUnicaSignOut, async (req, res) => {
    await interactions.end(req, res)
    const url = parseVolver(req.query.redirect, !inProduction)
    const target = url && (await findSignOutTarget(deps, url))
    if (!target) return showOpenIdPage(res, { page: 'fuera' })
    res.set('Cache-Control', 'no-store').redirect(target)
  })
  return router
}
