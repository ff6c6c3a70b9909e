import { Router } from 'express'
import { terminarSolicitudes } from '../application/terminar.ts'
import type { Servicios } from './servicios.ts'
import { solicitudesDeLaSesion, terminarSesion } from './sesion.ts'

/**
 * “Terminar”: ends every request of the session, the session, and the copies that the browser keeps. From a page
 * whose session is already over there is nothing left to end: a second click ends in the same place.
 */
export function terminar({ deps }: Servicios): Router {
  const router = Router()
  router.post('/terminar', async (req, res) => {
    await terminarSolicitudes(deps, solicitudesDeLaSesion(req))
    await terminarSesion(req)
    res.set('Clear-Site-Data', '"cache", "cookies", "storage"')
    res.redirect(303, '/')
  })
  return router
}
