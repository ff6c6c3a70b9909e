import type { NextFunction, Request, Response } from 'express'
import { HttpError } from '../request/errors.ts'
import { localsOf } from '../request/request-context.ts'
import { sentText } from '../request/sent-text.ts'
import type { Csrf } from '../session/csrf.ts'
import { sealOf } from '../session/session.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Requests that may change something need a genuine token and must come from our own pages; otherwise 403. A
 * genuine token of a session that is over passes with `formExpired` set, so that the form comes back with
 * what was typed.
 */
export const requireCsrf =
  (csrf: Csrf) =>
  (req: Request, res: Response, next: NextFunction): void => {
    if (SAFE_METHODS.has(req.method)) return next()
    const verdict = csrf.judge(sentText(req.body, '_csrf'), sealOf(req))
    const isOurs = isSameOrigin(req) || (verdict === 'valid' && hidesOrigin(req))
    if (verdict === 'forged' || !isOurs) throw new HttpError(403)
    localsOf(res).formExpired = verdict === 'expired'
    next()
  }

/** For single buttons, which have nothing typed to give back: 403 when their session is over. */
export function requireLiveForm(_req: Request, res: Response, next: NextFunction): void {
  if (localsOf(res).formExpired) throw new HttpError(403)
  next()
}

/** Browsers say where a request comes from; for clients that send neither header, the token decides alone. */
function isSameOrigin(req: Request): boolean {
  const fetchSite = req.get('sec-fetch-site')
  if (fetchSite) return fetchSite === 'same-origin' || fetchSite === 'none'
  const origin = req.get('origin')
  return !origin || URL.parse(origin)?.host === req.get('host')
}

/**
 * Browsers embedded in other applications hide the origin of a form (`Origin: null`). The token of its own
 * session is then enough: forms of other sites cannot send that session's cookie (SameSite=Lax).
 */
const hidesOrigin = (req: Request): boolean => req.get('origin') === 'null'

/** Whether a form may be ours, judged before its token is read. */
export const mayBeSameOrigin = (req: Request): boolean => isSameOrigin(req) || hidesOrigin(req)
