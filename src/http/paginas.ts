import { Router } from 'express'

/** Pages that say something and do nothing. */
export function paginas(): Router {
  const router = Router()
  router.get('/', (_req, res) => res.render('inicio'))
  for (const pagina of ['mas-informacion', 'privacidad', 'accesibilidad']) {
    router.get(`/${pagina}`, (_req, res) => res.render(pagina))
  }
  return router
}
