import type { NextFunction, Request, Response } from 'express'
import { contarPorDireccion } from '../../application/limites.ts'
import { PERFILES } from '../../domain/perfil.ts'
import { contextoDe } from '../peticion.ts'
import type { Servicios } from '../servicios.ts'

/** Posts by one network address: 429 over the limit. */
export const limitarEnvios =
  ({ deps, enviosPor10Minutos }: Servicios) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    if (req.method === 'POST')
      await contarPorDireccion(deps, contextoDe(req, res, deps), 'envios', enviosPor10Minutos)
    next()
  }

/** Pages that keep something in a session: forms, links and where to go back to. */
const ABRE_SESION = new RegExp(`^/(?:${[...PERFILES, 'enlace'].join('|')})/`, 'i')

/** Sessions opened by one network address: 429 over the limit. Posts have their own. A session without a seal is new. */
export const limitarSesiones =
  ({ deps, sesionesPor10Minutos }: Servicios) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const abre = ABRE_SESION.test(req.path) || req.query.volver !== undefined
    if (abre && req.method !== 'POST' && !req.session.sello) {
      await contarPorDireccion(deps, contextoDe(req, res, deps), 'sesiones', sesionesPor10Minutos)
    }
    next()
  }
