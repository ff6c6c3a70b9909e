import type { NextFunction, Request, Response } from 'express'
import type { Csrf } from '../csrf.ts'
import { textoDe, tomar } from '../cuerpo.ts'
import { ErrorHttp } from '../errores.ts'
import { localesDe } from '../peticion.ts'

const SEGUROS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Every request that may change something carries a token of ours and comes from our own pages. A genuine token
 * of a session that is over is let through, marked: the form comes back with what was typed.
 */
export const exigirCsrf =
  (csrf: Csrf) =>
  (req: Request, res: Response, next: NextFunction): void => {
    if (SEGUROS.has(req.method)) return next()
    const juicio = csrf.juzgar(textoDe(tomar(req.body, ['_csrf']), '_csrf'), req.session.sello)
    const suya = vieneDeAqui(req) || (juicio === 'vigente' && sinOrigen(req))
    if (juicio === 'falsa' || !suya) throw new ErrorHttp(403)
    localesDe(res).formularioVencido = juicio === 'vencida'
    next()
  }

/** Buttons that have nothing to keep: the page that they were on is over. */
export function exigirVigente(_req: Request, res: Response, next: NextFunction): void {
  if (localesDe(res).formularioVencido) throw new ErrorHttp(403)
  next()
}

/** Browsers say where a request comes from; programs without these headers have only the token. */
function vieneDeAqui(req: Request): boolean {
  const sitio = req.get('sec-fetch-site')
  if (sitio) return sitio === 'same-origin' || sitio === 'none'
  const origen = req.get('origin')
  return !origen || URL.parse(origen)?.host === req.get('host')
}

/**
 * Browsers inside other applications hide where a form comes from. It is then taken for ours with the token of its own
 * session, whose cookie (SameSite=Lax) no other site's form brings along.
 */
const sinOrigen = (req: Request): boolean => req.get('origin') === 'null'

/** Whether a form may be ours, before its token is read. */
export const puedeVenirDeAqui = (req: Request): boolean => vieneDeAqui(req) || sinOrigen(req)
