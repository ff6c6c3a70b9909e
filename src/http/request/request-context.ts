import type { Request, Response } from 'express'
import type { Asker, Context, Deps, Random } from '../../application/ports.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import { sealOf } from '../session/session.ts'
import { networkOf, networksOf } from './client-network.ts'

/** What middlewares leave in `res.locals` for handlers. Views read `nonce`, `csrf` and `visit` too. */
export interface RequestLocals {
  /** Request id: in a header, in the log, and as reference on error pages. */
  id: string
  nonce: string
  csrf: string
  /** Name of the visit that the page belongs to. */
  visit: string
  /** Whether the browser sent a session cookie; absent where no session is read. */
  sentSessionCookie: boolean
  /** The form's token is genuine, but of a session that is over. */
  formExpired: boolean
  /** Where the tramite starts to which the address belongs, if any. */
  startUrl: string
  /** Uploaded files, by field. */
  files: Readonly<Record<string, readonly ReceivedFile[]>>
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
})

/** The session's seal, created when a form first needs it: robots that only read pages get no session. */
export function ensureFormSeal(req: Request, random: Random): string {
  req.session.formSeal ??= random.token()
  return req.session.formSeal
}

/** Whether the browser sent the cookie of this entrance's sessions; one without cookies never does. */
export const hasSessionCookie = (req: Request): boolean =>
  req.res !== undefined && localsOf(req.res).sentSessionCookie === true
