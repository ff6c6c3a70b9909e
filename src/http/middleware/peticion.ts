import type { NextFunction, Request, Response } from 'express'
import type { Azar, Reloj } from '../../application/ports.ts'
import { whenEnded } from '../ended.ts'
import { localesDe } from '../peticion.ts'
import type { Servicios } from '../servicios.ts'

/** While the process stops, each connection ends with the answer that it waits for. */
export const despedirse =
  (estado: Servicios['estado']) =>
  (_req: Request, res: Response, next: NextFunction): void => {
    if (estado.deteniendose) res.set('Connection', 'close')
    next()
  }

/** Gives each request an id, which goes in a header, the log, the audit and error pages. */
export const identificar =
  (azar: Azar) =>
  (_req: Request, res: Response, next: NextFunction): void => {
    const id = azar.uuid()
    localesDe(res).id = id
    res.set('X-Request-Id', id)
    next()
  }

/** The route as it was written, with no value of it: links hold tokens. */
const rutaDe = (req: Request): string =>
  typeof req.route?.path === 'string' ? req.baseUrl + req.route.path : 'none'

/** One line for each request and its time in the metrics; never an address, a body, a cookie or a whole URL. */
export const registrarPeticion =
  ({ log, metricas, deps }: Pick<Servicios, 'log' | 'metricas'> & { deps: { reloj: Reloj } }) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const inicio = deps.reloj.ahora().getTime()
    whenEnded(res, () => {
      const ms = deps.reloj.ahora().getTime() - inicio
      const route = rutaDe(req)
      const status = res.writableFinished ? res.statusCode : 499
      metricas.respuestas.observe({ method: req.method, route, status }, ms / 1000)
      log.info({ id: localesDe(res).id, method: req.method, route, status, ms }, 'request')
    })
    next()
  }
