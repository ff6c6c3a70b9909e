import { type Request, type RequestHandler, Router } from 'express'
import { findReturnSystems } from '../../application/openid/find-return-systems.ts'
import { readAsking } from '../../application/openid/read-asking.ts'
import type { Volver } from '../../application/ports.ts'
import { judgeVolver, parseVolver } from '../../domain/account/volver.ts'
import type { Services } from '../services.ts'

/**
 * Keeps the `?volver=` of a registered sistema in the session, for the last page, whatever page it comes to;
 * ignores any other, which opens no session.
 * @param openSession reads the session and limits new ones.
 */
export function rememberVolver(services: Services, openSession: readonly RequestHandler[]): Router {
  const volvers = new WeakMap<Request, Volver>()
  const router = Router()
  router.use(async (req, _res, next) => {
    const { method, query } = req
    const url =
      method === 'GET' && query.volver !== undefined
        ? parseVolver(query.volver, !services.inProduction)
        : null
    const volver = url && (await judge(services, url))
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

/**
 * A way back as it may be shown now: its sistema may have been suspended, or have lost that origin, since it was kept
 * (product.md “Other systems”).
 */
export async function currentVolver(services: Services, volver: Volver | null): Promise<Volver | null> {
  if (!volver?.interaccion) return volver && judge(services, new URL(volver.url))
  const { searchParams } = new URL(volver.url, services.deps.policy.baseUrl)
  const sistema = await readAsking(services.deps, searchParams.get('client_id') ?? '')
  return sistema ? { ...volver, sistema: sistema.nombre } : null
}

const judge = async ({ deps, returnSystems }: Services, url: URL): Promise<Volver | null> =>
  judgeVolver(url, [...(await findReturnSystems(deps)), ...returnSystems])
