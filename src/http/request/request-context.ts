import type { Request, Response } from 'express'
import type { Asker, AskingBrowser, Context, Deps, Fingerprints, Random } from '../../application/ports.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import type { ErrorPage } from '../../domain/pages/error-pages.ts'
import { sealOf } from '../session/session.ts'
import { networkOf, networksOf } from './client-network.ts'

/** What middlewares leave in `res.locals` for handlers. Views read `nonce`, `csrf` and `visit` too. */
export interface RequestLocals {
  /** Request id: in a header, in the log, and as reference on error pages. */
  id: string
  /** Its route, where none of Express answers it. */
  route: string
  nonce: string
  csrf: string
  /** Name of the visit that the page belongs to. */
  visit: string
  /** Whether the browser sent a session cookie; absent where no session is read. */
  sentSessionCookie: boolean
  /** Id in the cookie of a browser where something was proven; absent where it sent none. */
  browserId: string
  /** The form's token is genuine, but of a session that is over. */
  formExpired: boolean
  /** Where the tramite starts to which the address belongs, if any. */
  startUrl: string
  /** Uploaded files, by field. */
  files: Readonly<Record<string, readonly ReceivedFile[]>>
  /** Error pages of its entrance, where it has its own. */
  errorPages: { view: string; pageOf(status: number, waitSeconds?: number): ErrorPage }
  /** HTTP methods that the address offers; only set where that is being looked up. */
  methods: string[]
}

export const localsOf = (res: Response): Partial<RequestLocals> => res.locals

/** The networks of who is asking, for queues. */
export const askerOf = (req: Request): Asker => ({ networks: networksOf(req.ip ?? '') })

/** Who is asking, for rate limits, queues and the audit. */
export const requestContext = (req: Request, res: Response, deps: Pick<Deps, 'fingerprints'>): Context => ({
  actor: { kind: 'persona' },
  ...askerOf(req),
  networkFingerprint: deps.fingerprints.fingerprint('direccion', networkOf(req.ip ?? '')),
  requestId: localsOf(res).id ?? '',
  formSeal: sealOf(req),
  browser: askingBrowser(req, res, deps.fingerprints),
})

/** The session's seal, created when a form first needs it: robots that only read pages get no session. */
export function ensureFormSeal(req: Request, random: Random): string {
  req.session.formSeal ??= random.token()
  return req.session.formSeal
}

/** Whether the browser sent the cookie of this entrance's sessions; one without cookies never does. */
export const hasSessionCookie = (req: Request): boolean =>
  req.res !== undefined && localsOf(req.res).sentSessionCookie === true

/** The browser that asks, for use cases. Null where the session is not read or has no seal yet. */
export function askingBrowser(req: Request, res: Response, fingerprints: Fingerprints): AskingBrowser | null {
  const id = browserIdOf(req, res, fingerprints)
  if (!id) return null
  return {
    fingerprint: fingerprints.fingerprint('navegador', `huella:${id}`),
    isNew: localsOf(res).browserId === undefined,
  }
}

/**
 * The id of its cookie, or the one that it would get: made from the session's seal, which is random and secret, so
 * that both clicks of a double click get the same.
 */
export function browserIdOf(req: Request, res: Response, fingerprints: Fingerprints): string | undefined {
  const seal = sealOf(req)
  return (
    localsOf(res).browserId ?? (seal ? fingerprints.fingerprint('navegador', `nuevo:${seal}`) : undefined)
  )
}
