import { Router } from 'express'

const DESTINOS: Record<string, string> = {
  '/account': '/',
  '/account/registrar': '/natural/registrar',
  '/account/recuperarclave': '/natural/recuperar',
  '/account/cambiarclave': '/natural/cambiar',
  '/account/actualizardatos': '/natural/actualizar',
}

/** Links of the old system, in any letter case, with their query string (PRODUCT “Pages”). */
export function enlacesAntiguos(): Router {
  const router = Router({ caseSensitive: false })
  for (const [antiguo, nuevo] of Object.entries(DESTINOS)) {
    router.get(antiguo, (req, res) => res.redirect(301, nuevo + new URL(req.originalUrl, 'http://x').search))
  }
  return router
}
