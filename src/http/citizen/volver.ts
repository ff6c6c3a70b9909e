import { type Request, type RequestHandler, Router } from 'express'
import { judgeVolver } from '../../domain/account/volver.ts'
import type { Services } from '../services.ts'

/**
 * Keeps the `?volver=` of a registered sistema in the session, for the last page, whatever page it comes to;
 * ignores any other, which opens no session.
 * @param openSession reads the session and limits new ones.
 */
export function rememberVolver(
  { sistemas, inProduction }: Services,
  openSession: readonly RequestHandler[],
): Router {
  const volverOf = ({ method, query }: Request) =>
    method === 'GET' && query.volver !== undefined ? judgeVolver(query.volver, sistemas, !inProduction) : null
  const router = Router()
  router.use((req, _res, next) => next(volverOf(req) ? undefined : 'router'))
  router.use(...openSession)
  router.use((req, _res, next) => {
    const volver = volverOf(req)
    if (volver) req.session.volver = volver
    next()
  })
  return router
}
