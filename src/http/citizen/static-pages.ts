import { Router } from 'express'

/** Pages without forms. */
export function staticPages(): Router {
  const router = Router()
  router.get('/', (_req, res) => res.render('home'))
  for (const page of ['mas-informacion', 'privacidad', 'accesibilidad']) {
    router.get(`/${page}`, (_req, res) => res.render(page))
  }
  return router
}
