import type { NextFunction, Request, Response } from 'express'
import { judgeVolver, type Sistema } from '../../domain/account/volver.ts'

/** Keeps the `?volver=` of a registered sistema in the session, for the last page; ignores any other. */
export const rememberVolver =
  (sistemas: readonly Sistema[], inProduction: boolean) =>
  (req: Request, _res: Response, next: NextFunction): void => {
    if (req.method === 'GET' && req.query.volver !== undefined) {
      const volver = judgeVolver(req.query.volver, sistemas, !inProduction)
      if (volver) req.session.volver = volver
    }
    next()
  }
