import { type Request, type RequestHandler, Router } from 'express'
import { findReturnSystems } from '../../application/openid/find-return-systems.ts'
import { judgeVolver, parseVolver } from '../../domain/account/volver.ts'
import type { Services } from '../services.ts'

type Volver = NonNullable<ReturnType<typeof judgeVolver>>

/**
 * Keeps the `?volver=` of a registered sistema in the session, for the last page, whatever page it comes to;
 * ignores any other, which opens no session.
 * @param openSession reads the session and limits new ones.
 */
export function rememberVolver(
  { deps, returnSystems, inProduction }: Services,
  openSession: readonly RequestHandler[],
): Router {
  const volvers = new WeakMap<Request, Volver>()
  const router = Router()
  router.use(async (req, _res, next) => {
    const { method, query } = req
    const url =
      method === 'GET' && query.volver !== undefined ? parseVolver(query.volver, !inProduction) : null
    const volver = url && judgeVolver(url, [...(await findReturnSystems(deps)), ...returnSystems])
    if (!volver) return next('router')
    volvers.set(req, volver)
    next()
  })
  router.use(...openSession)
  router.use((req, _res, next) => {
    const volver = volvers.get(req)
    if (volver) req.session.volver = volver
    next()
  })
  return router
}
