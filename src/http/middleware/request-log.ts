import type { NextFunction, Request, Response } from 'express'
import type { Clock, Random } from '../../application/ports.ts'
import { whenEnded } from '../request/ended.ts'
import { localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'

/** While the process stops, each connection ends with the answer that it waits for. */
export const closeWhenStopping =
  (estado: Services['state']) =>
  (_req: Request, res: Response, next: NextFunction): void => {
    if (estado.stopping) res.set('Connection', 'close')
    next()
  }

/** Gives each request an id, which goes in a header, the log, the audit and error pages. */
export const assignRequestId =
  (random: Random) =>
  (_req: Request, res: Response, next: NextFunction): void => {
    const id = random.uuid()
    localsOf(res).id = id
    res.set('X-Request-Id', id)
    next()
  }

/** The route as it was written, with no value of it: links hold tokens. */
const routeOf = (req: Request): string =>
  typeof req.route?.path === 'string' ? req.baseUrl + req.route.path : 'none'

/** One line for each request and its time in the metrics; never an address, a body, a cookie or a whole URL. */
export const logRequest =
  ({ log, metrics, deps }: Pick<Services, 'log' | 'metrics'> & { deps: { clock: Clock } }) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const start = deps.clock.now().getTime()
    whenEnded(res, () => {
      const ms = deps.clock.now().getTime() - start
      const route = routeOf(req)
      const status = res.writableFinished ? res.statusCode : 499
      metrics.responses.observe({ method: req.method, route, status }, ms / 1000)
      log.info({ id: localsOf(res).id, method: req.method, route, status, ms }, 'request')
    })
    next()
  }
