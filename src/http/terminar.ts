import { Router } from 'express'
import { terminarVisita } from '../application/terminar.ts'
import type { Servicios } from './servicios.ts'
import { cookieDeSesion, solicitudesDeLaSesion, terminarSesion } from './sesion.ts'

/**
 * “Terminar”: ends every request of the session, the session, and the copies that the browser keeps. From a page
 * whose session is already over there is nothing left to end: a second click ends in the same place.
 */
export function terminar({ deps, csrf, enProduccion }: Servicios): Router {
  const router = Router()
  const { name, cookie } = cookieDeSesion(enProduccion)
  router.post('/terminar', async (req, res) => {
    const { sello } = req.session
    if (sello) await terminarVisita(deps, csrf.visita(sello), solicitudesDeLaSesion(req))
    await terminarSesion(req)
    // Chromium drops the pages that it keeps for Back when their cookie gets another value; taking it away, or
    // Clear-Site-Data: "cookies", does not always do (decision 22).
    res.cookie(name, 'terminada', cookie).clearCookie(name, cookie)
    res.set('Clear-Site-Data', '"cache", "storage"')
    res.redirect(303, '/')
  })
  return router
}
