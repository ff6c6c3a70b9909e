/** Checks of client address, target and method, before anything is read or counted. */
import type { NextFunction, Request, RequestHandler, Response, Router } from 'express'
import { Router as createRouter } from 'express'
import { errorPage } from '../../domain/pages/error-pages.ts'
import { HttpError } from '../request/errors.ts'
import { readableChain } from '../request/forwarded-for.ts'
import { localsOf } from '../request/request-context.ts'

/** Makes `req.ip` an address for as long as the request lasts; drops connections that no longer have one. */
export function readAddress(req: Request, _res: Response, next: NextFunction): void {
  const chain = readableChain(req.get('x-forwarded-for') ?? '')
  if (chain) req.headers['x-forwarded-for'] = chain
  else delete req.headers['x-forwarded-for']
  // Reading it makes Node cache it, so it is still known after the connection ends.
  if (req.socket.remoteAddress) next()
  else req.socket.destroy()
}

/**
 * 400 for a target that is not a path (`*`, `http://host/…`): browsers send paths, the router needs one.
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
 * 405 for methods that an address does not offer, 404 for unknown addresses; answers OPTIONS with what it
 * offers.
 * @param routers every router, mounted at the root.
 * @returns two handlers: `first`, to mount before anything is read, skips GET and HEAD, which are many and
 *   mostly right; `last`, to mount after the routers, handles whatever was not answered.
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

/** The same for static files. */
export const readOnly: RequestHandler = offerOnly(READING)
