import type { Request, Response } from 'express'
import type { Services } from '../services.ts'

/** Changes with each secret that was shown; says nothing. */
const COOKIE = 'mostrado'
const LIFE_MS = 1000

/**
 * Has the browser drop the page that showed a secret, where Back would restore it as it was: browsers keep pages that
 * may not be stored for that too, until a cookie that scripts do not read changes. To be called before a page of the
 * session is answered.
 */
export function dropShownPage(
  req: Request,
  res: Response,
  { deps, inProduction }: Pick<Services, 'deps' | 'inProduction'>,
): void {
  if (!req.session.shownOnce) return
  delete req.session.shownOnce
  res.cookie(COOKIE, deps.random.token(), {
    httpOnly: true,
    sameSite: 'strict',
    secure: inProduction,
    maxAge: LIFE_MS,
  })
}
