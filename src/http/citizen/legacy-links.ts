import { Router } from 'express'

const DESTINATIONS: Record<string, string> = {
  '/account': '/',
  '/account/registrar': '/natural/registrar',
  '/account/recuperarclave': '/natural/recuperar',
  '/account/cambiarclave': '/natural/cambiar',
  '/account/actualizardatos': '/natural/actualizar',
}

/**
 * Redirects addresses of the old system, in any letter case, keeping the query string (product.md “Pages”).
 */
export function legacyLinks(): Router {
  const router = Router({ caseSensitive: false })
  for (const [legacy, target] of Object.entries(DESTINATIONS)) {
    router.get(legacy, (req, res) => res.redirect(301, target + new URL(req.originalUrl, 'http://x').search))
  }
  return router
}
