import type { NextFunction, Request, Response } from 'express'
import { juzgarVolver, type Sistema } from '../../domain/volver.ts'

/** Keeps `?volver=` of a registered system for the last page; anything else is ignored. */
export const recordarVolver =
  (sistemas: readonly Sistema[], enProduccion: boolean) =>
  (req: Request, _res: Response, next: NextFunction): void => {
    if (req.method === 'GET' && req.query.volver !== undefined) {
      const volver = juzgarVolver(req.query.volver, sistemas, !enProduccion)
      if (volver) req.session.volver = volver
    }
    next()
  }
