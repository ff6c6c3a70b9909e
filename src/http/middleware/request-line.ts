/** Checks of client address, target and method, before anything is read or counted. */
import type { IRoute, NextFunction, Request, RequestHandler, Response, Router } from 'express'
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

/** Until its query. */
const PATH = /^\/(?:(?!%00)[^?])*(?:\?|$)/

/**
 * 400 for a target that is not a path (`*`, `http://host/…`): browsers send paths, the router needs one. And for a path
 * with a NUL, which no text of PostgreSQL may have.
 */
export function requirePath(req: Request, res: Response, next: NextFunction): void {
  if (PATH.test(req.url)) next()
  else
    res
      .status(400)
      .type('text')
      .send(`${errorPage(400).title}\n`)
}

const READING = ['GET', 'HEAD']

/** The routes of a router and of those mounted in it. Routers are mounted at the root: a route has its whole address. */
const routesOf = (router: Router): IRoute[] =>
  router.stack.flatMap(({ route, handle }) => {
    if (route) return [route]
    return 'stack' in handle ? routesOf(handle as Router) : []
  })

/** The methods that some routers offer, by the path of their routes. */
function methodsByPath(routers: readonly Router[]): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>()
  for (const { path, stack } of routers.flatMap(routesOf)) {
    const own = stack.map(({ method }) => method.toUpperCase())
    all.set(path, [...(all.get(path) ?? []), ...(own.includes('GET') ? READING : []), ...own])
  }
  return all
}

/** @returns a function that passes on the methods offered at the address of a request; none when it is unknown. */
function lookUpIn(offered: ReturnType<typeof methodsByPath>) {
  const lookup = createRouter()
  for (const [path, methods] of offered) {
    lookup.all(path, (_req, res, next) => {
      localsOf(res).methods?.push(...methods)
      next()
    })
  }
  return (req: Request, res: Response, next: NextFunction, pass: (methods: readonly string[]) => void) => {
    const methods: string[] = []
    localsOf(res).methods = methods
    lookup(req, res, (error?: unknown) => (error ? next(error) : pass(methods)))
  }
}

/**
 * 405 for methods that an address does not offer, 404 for unknown addresses; answers OPTIONS with what it
 * offers.
 * @param routers every router, mounted at the root.
 * @returns two handlers: `first`, to mount before anything is read, skips GET and HEAD, which are many and
 *   mostly right; `last`, to mount after the routers, handles whatever was not answered.
 */
export function requireMethod(routers: readonly Router[]): { first: RequestHandler; last: RequestHandler } {
  const lookUp = lookUpIn(methodsByPath(routers))
  const last: RequestHandler = (req, res, next) =>
    lookUp(req, res, next, (methods) => {
      if (methods.length === 0) next(new HttpError(404))
      else offerOnly(methods)(req, res, next)
    })
  return { first: (req, res, next) => (READING.includes(req.method) ? next() : last(req, res, next)), last }
}

/** Leaves its router when none of these offers what is asked for, so that nothing is read for it. */
export function skipUnknown(routers: readonly Router[]): RequestHandler {
  const offered = methodsByPath(routers)
  const lookUp = lookUpIn(offered)
  return (req, res, next) => {
    // Most addresses are those of routes, letter by letter.
    if (offered.get(req.path)?.includes(req.method)) return next()
    lookUp(req, res, next, (methods) => next(methods.includes(req.method) ? undefined : 'router'))
  }
}

const offerOnly =
  (methods: readonly string[]) =>
  (req: Request, res: Response, next: NextFunction): void => {
    if (methods.includes(req.method)) return next()
    res.set('Allow', [...new Set(methods)].sort().join(', '))
    if (req.method === 'OPTIONS') res.end()
    else next(new HttpError(405))
  }

/** The same for static files. */
export const readOnly: RequestHandler = offerOnly(READING)
