import type { NextFunction, Request, Response } from 'express'
import { countByNetwork } from '../../application/proof/limits.ts'
import { PERFILES } from '../../domain/perfil.ts'
import { requestContext } from '../request/request-context.ts'
import type { Services } from '../services.ts'

/** Posts by one network address: 429 over the limit. */
export const limitPosts =
  ({ deps, postsPer10Minutes }: Services) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    if (req.method === 'POST')
      await countByNetwork(deps, requestContext(req, res, deps), 'envios', postsPer10Minutes)
    next()
  }

/** Pages that keep something in a session: forms, links and where to go back to. */
const OPENS_SESSION = new RegExp(`^/(?:${[...PERFILES, 'enlace'].join('|')})/`, 'i')

/** Sessions opened by one network address: 429 over the limit. Posts have their own. A session without a seal is new. */
export const limitSessions =
  ({ deps, sessionsPer10Minutes }: Services) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const opensSession = OPENS_SESSION.test(req.path) || req.query.volver !== undefined
    if (opensSession && req.method !== 'POST' && !req.session.formSeal) {
      await countByNetwork(deps, requestContext(req, res, deps), 'sesiones', sessionsPer10Minutes)
    }
    next()
  }
