import type { NextFunction, Request, Response } from 'express'
import { take, textOf } from '../forms/form-body.ts'
import { HttpError } from '../request/errors.ts'
import { localsOf } from '../request/request-context.ts'
import type { Csrf } from '../session/csrf.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Every request that may change something carries a token of ours and comes from our own pages. A genuine token
 * of a session that is over is let through, marked: the form comes back with what was typed.
 */
export const requireCsrf =
  (csrf: Csrf) =>
  (req: Request, res: Response, next: NextFunction): void => {
    if (SAFE_METHODS.has(req.method)) return next()
    const verdict = csrf.judge(textOf(take(req.body, ['_csrf']), '_csrf'), req.session.formSeal)
    const isOurs = isSameOrigin(req) || (verdict === 'vigente' && hidesOrigin(req))
    if (verdict === 'falsa' || !isOurs) throw new HttpError(403)
    localsOf(res).formExpired = verdict === 'vencida'
    next()
  }

/** Buttons that have nothing to keep: the page that they were on is over. */
export function requireLiveForm(_req: Request, res: Response, next: NextFunction): void {
  if (localsOf(res).formExpired) throw new HttpError(403)
  next()
}

/** Browsers say where a request comes from; programs without these headers have only the token. */
function isSameOrigin(req: Request): boolean {
  const fetchSite = req.get('sec-fetch-site')
  if (fetchSite) return fetchSite === 'same-origin' || fetchSite === 'none'
  const origin = req.get('origin')
  return !origin || URL.parse(origin)?.host === req.get('host')
}

/**
 * Browsers inside other applications hide where a form comes from. It is then taken for ours with the token of its own
 * session, whose cookie (SameSite=Lax) no other site's form brings along.
 */
const hidesOrigin = (req: Request): boolean => req.get('origin') === 'null'

/** Whether a form may be ours, before its token is read. */
export const mayBeSameOrigin = (req: Request): boolean => isSameOrigin(req) || hidesOrigin(req)
