import type { NextFunction, Request, Response } from 'express'
import { countByNetwork } from '../../application/proof/limits.ts'
import { PERFILES } from '../../domain/perfil.ts'
import { requestContext } from '../request/request-context.ts'
import type { Services } from '../services.ts'

/** Limits POST requests by one network. @throws {RateLimitExceeded} */
export const limitPosts =
  ({ deps, postsPer10Minutes }: Services) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    if (req.method === 'POST')
      await countByNetwork(deps, requestContext(req, res, deps), 'envios', postsPer10Minutes)
    next()
  }

/** Pages that store something in the session: forms and enlaces; those with `?volver=` do too. */
const OPENS_SESSION = new RegExp(`^/(?:${[...PERFILES, 'enlace'].join('|')})/`, 'i')

/**
 * Limits new sessions by one network; a session without seal is new. POST requests have a limit of their own.
 * @throws {RateLimitExceeded}
 */
export const limitSessions =
  ({ deps, sessionsPer10Minutes }: Services) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const opensSession = OPENS_SESSION.test(req.path) || req.query.volver !== undefined
    if (opensSession && req.method !== 'POST' && !req.session.formSeal) {
      await countByNetwork(deps, requestContext(req, res, deps), 'sesiones', sessionsPer10Minutes)
    }
    next()
  }
