import type { Request, Response } from 'express'
import type { Context, Deps, Random } from '../../application/ports.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import { networkOf } from './client-network.ts'

/** What the middlewares leave in `res.locals` for the handlers; the views read `nonce`, `csrf` and `visit` too. */
export interface RequestLocals {
  /** Id of this request: in its header, in the log, and as reference on error pages. */
  id: string
  nonce: string
  csrf: string
  /** Names the visit that the page belongs to. */
  visit: string
  /** The form was one of ours, but of a session that is over. */
  formExpired: boolean
  /** Files that came with the form, by field. */
  files: Readonly<Record<string, readonly ReceivedFile[]>>
  /** What its address offers, where that was looked up. */
  methods: string[]
}

export const localsOf = (res: Response): Partial<RequestLocals> => res.locals

/** Who is asking, for limits and audit. */
export const requestContext = (req: Request, res: Response, deps: Pick<Deps, 'fingerprints'>): Context => ({
  actor: { kind: 'persona' },
  network: deps.fingerprints.fingerprint('direccion', networkOf(req.ip ?? '')),
  requestId: localsOf(res).id ?? '',
  formSeal: req.session.formSeal ?? '',
})

/** The seal of this session, made when a form first needs one; robots that only read pages get no session. */
export function formSealOf(req: Request, random: Random): string {
  req.session.formSeal ??= random.token()
  return req.session.formSeal
}

/** As the cookie of the session is called in app.ts, in production and elsewhere. */
const SESSION_COOKIE = /(?:^|;\s*)(?:__Host-)?clave=/

/** Whether the browser sent a session back: one that keeps no cookies never does. */
export const hasSessionCookie = (req: Request): boolean => SESSION_COOKIE.test(req.get('cookie') ?? '')
