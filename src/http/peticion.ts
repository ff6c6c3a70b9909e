import type { Request, Response } from 'express'
import type { Azar, Contexto, Dependencias } from '../application/ports.ts'
import type { ArchivoRecibido } from '../domain/documento.ts'
import { redDe } from './red.ts'

/** What the middlewares leave in `res.locals` for the handlers; the views read `nonce`, `csrf` and `visita` too. */
export interface LocalesPeticion {
  /** Id of this request: in its header, in the log, and as reference on error pages. */
  id: string
  nonce: string
  csrf: string
  /** Names the visit that the page belongs to. */
  visita: string
  /** The form was one of ours, but of a session that is over. */
  formularioVencido: boolean
  /** Files that came with the form, by field. */
  archivos: Readonly<Record<string, readonly ArchivoRecibido[]>>
  /** What its address offers, where that was looked up. */
  methods: string[]
}

export const localesDe = (res: Response): Partial<LocalesPeticion> => res.locals

/** Who is asking, for limits and audit. */
export const contextoDe = (req: Request, res: Response, deps: Pick<Dependencias, 'huellas'>): Contexto => ({
  direccion: deps.huellas.huella('direccion', redDe(req.ip ?? '')),
  origen: localesDe(res).id ?? '',
  sello: req.session.sello ?? '',
})

/** The seal of this session, made when a form first needs one; robots that only read pages get no session. */
export function selloDe(req: Request, azar: Azar): string {
  req.session.sello ??= azar.ficha()
  return req.session.sello
}

/** As the cookie of the session is called in app.ts, in production and elsewhere. */
const COOKIE_DE_SESION = /(?:^|;\s*)(?:__Host-)?clave=/

/** Whether the browser sent a session back: one that keeps no cookies never does. */
export const traeSesion = (req: Request): boolean => COOKIE_DE_SESION.test(req.get('cookie') ?? '')
