/** What can be judged by the first line of a request, and where it comes from: before anything is read or counted. */
import type { NextFunction, Request, RequestHandler, Response, Router } from 'express'
import { Router as createRouter } from 'express'
import { errorPage } from '../../domain/pages/error-pages.ts'
import { HttpError } from '../request/errors.ts'
import { readableChain } from '../request/forwarded-for.ts'
import { localsOf } from '../request/request-context.ts'

/** Leaves `req.ip` an address, for as long as the request lasts; who has none any more is gone. */
export function readAddress(req: Request, _res: Response, next: NextFunction): void {
  const chain = readableChain(req.get('x-forwarded-for') ?? '')
  if (chain) req.headers['x-forwarded-for'] = chain
  else delete req.headers['x-forwarded-for']
  // Asked for once, Node still knows it after the connection has ended.
  if (req.socket.remoteAddress) next()
  else req.socket.destroy()
}

/**
 * Refuses a target that is no path (`*`, `http://host/…`): browsers and proxies send paths, and what parses targets
 * further on expects one.
 */
export function requirePath(req: Request, res: Response, next: NextFunction): void {
  if (req.url.startsWith('/')) next()
  else
    res
      .status(400)
      .type('text')
      .send(`${errorPage(400).title}\n`)
}

const READING = ['GET', 'HEAD']

/**
 * Refuses methods that an address does not offer, as 405; what has no address at all, as 404. OPTIONS is answered with
 * what it offers.
 * @param routers all that answer, mounted at the root.
 * @returns two handlers. `first` goes before anything of a request is read, and leaves GET and HEAD alone, which are
 *   many and mostly right; `last`, after the routers, is for those that nobody answered.
 */
export function requireMethod(routers: readonly Router[]): { first: RequestHandler; last: RequestHandler } {
  const lookup = createRouter()
  for (const { route } of routers.flatMap(({ stack }) => stack)) {
    if (!route) continue
    const methods = route.stack.map(({ method }) => method.toUpperCase())
    lookup.all(route.path, (_req, res, next) => {
      localsOf(res).methods?.push(...methods)
      next()
    })
  }

  const last: RequestHandler = (req, res, next) => {
    const methods: string[] = []
    localsOf(res).methods = methods
    lookup(req, res, (error?: unknown) => {
      if (error) next(error)
      else if (methods.length === 0) next(new HttpError(404))
      else offerOnly(methods.includes('GET') ? [...READING, ...methods] : methods)(req, res, next)
    })
  }
  return { first: (req, res, next) => (READING.includes(req.method) ? next() : last(req, res, next)), last }
}

const offerOnly =
  (methods: readonly string[]) =>
  (req: Request, res: Response, next: NextFunction): void => {
    if (methods.includes(req.method)) return next()
    res.set('Allow', [...new Set(methods)].join(', '))
    if (req.method === 'OPTIONS') res.end()
    else next(new HttpError(405))
  }

/** The same for files, which are only read. */
export const readOnly: RequestHandler = offerOnly(READING)
