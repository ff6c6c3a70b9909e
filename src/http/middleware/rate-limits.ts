import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { countByNetwork } from '../../application/proof/limits.ts'
import { keepsNothing } from '../../domain/openid-paths.ts'
import { requestContext } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { sealOf } from '../session/session.ts'

/** Limits POST requests by one network. @throws {RateLimitExceeded} */
export const limitPosts =
  ({ deps, postsPer10Minutes }: Services) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    if (req.method === 'POST')
      await countByNetwork(deps, requestContext(req, res, deps), 'envios', postsPer10Minutes)
    next()
  }

/**
 * Limits new sessions by one network: a page that opens one counts when the browser has none with a seal. POST
 * requests have a limit of their own.
 * @throws {RateLimitExceeded}
 */
export function limitSessions({ deps, sessionsPer10Minutes }: Services): RequestHandler {
  /** Counted already, where a request passes twice. */
  const counted = new WeakSet<Request>()
  return async (req, res, next) => {
    if (req.method !== 'POST' && !sealOf(req) && !counted.has(req)) {
      counted.add(req)
      await countByNetwork(deps, requestContext(req, res, deps), 'sesiones', sessionsPer10Minutes)
    }
    next()
  }
}

/**
 * Limits what anybody has the OpenID provider keep: each request to sign in or out leaves a row, by one network.
 * @throws {RateLimitExceeded}
 */
export const limitSignIns =
  ({ deps, sessionsPer10Minutes }: Services) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    if (!keepsNothing(req.path))
      await countByNetwork(deps, requestContext(req, res, deps), 'ingresos', sessionsPer10Minutes)
    next()
  }
