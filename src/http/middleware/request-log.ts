import type { NextFunction, Request, Response } from 'express'
import type { Clock, Random } from '../../application/ports.ts'
import { whenEnded } from '../request/ended.ts'
import { localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'

/** During shutdown, each connection closes after its response. */
export const closeWhenStopping =
  (state: Services['state']) =>
  (_req: Request, res: Response, next: NextFunction): void => {
    if (state.stopping) res.set('Connection', 'close')
    next()
  }

/** Gives each request an id, for a header, the log, the audit and error pages. */
export const assignRequestId =
  (random: Random) =>
  (_req: Request, res: Response, next: NextFunction): void => {
    const id = random.uuid()
    localsOf(res).id = id
    res.set('X-Request-Id', id)
    next()
  }

/** The route's pattern without its values: enlaces hold tokens. */
export const routeOf = (req: Request): string =>
  typeof req.route?.path === 'string'
    ? req.baseUrl + req.route.path
    : ((req.res && localsOf(req.res).route) ?? 'none')

/** Logs one line per request and measures its time; never an IP address, body, cookie or whole URL. */
export const logRequest =
  ({ log, metrics, deps }: Pick<Services, 'log' | 'metrics'> & { deps: { clock: Clock } }) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const start = deps.clock.now().getTime()
    whenEnded(res, () => {
      const ms = deps.clock.now().getTime() - start
      const route = routeOf(req)
      // 499: the client closed the connection first (nginx).
      const status = res.writableFinished ? res.statusCode : 499
      metrics.responses.observe({ method: req.method, route, status }, ms / 1000)
      log.info({ id: localsOf(res).id, method: req.method, route, status, ms }, 'request')
    })
    next()
  }
