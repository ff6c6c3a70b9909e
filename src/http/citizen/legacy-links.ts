import { Router } from 'express'
import { OLD_LINKS } from '../../domain/urls.ts'

/**
 * Redirects addresses of the old system, in any letter case, keeping the query string (product.md “Pages”).
 */
export function legacyLinks(): Router {
  const router = Router({ caseSensitive: false })
  for (const { from, to } of OLD_LINKS) {
    router.get(from, (req, res) => res.redirect(301, to + new URL(req.originalUrl, 'http://x').search))
  }
  return router
}
