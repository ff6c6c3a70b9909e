import type { NextFunction, Request, Response } from 'express'
import { hasSessionCookie } from '../request/request-context.ts'

/**
 * Whoever follows a link from a mail or another site comes without their strict cookie, although they may be signed in:
 * they get a page that opens the same address again by itself, now from here.
 */
export function openAgain(req: Request, res: Response, next: NextFunction): void {
  const isFromElsewhere = req.get('sec-fetch-site') === 'cross-site'
  if (req.method !== 'GET' || !isFromElsewhere || hasSessionCookie(req)) return next()
  res.set('Refresh', '0').render('console/arrival', { url: req.originalUrl })
}
