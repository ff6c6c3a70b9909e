import type { Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import { localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { hostCookie } from './host-cookie.ts'
import { type SessionLife, SessionStore, type StoredSessions } from './session-store.ts'

export interface SessionOptions extends SessionLife {
  /** `strict`, or `lax` where people arrive by links of mails and other sites. */
  sameSite: 'lax' | 'strict'
}

/** The sessions of one entrance: their cookie, their store, their lifetimes. */
export interface SessionStack {
  /**
   * Reads the session of a request into `req.session`; mount it only where pages need one.
   * @throws Error when the request already holds a session of another entrance.
   */
  load: RequestHandler
  /** The id under which the session of a request is stored. */
  storedId(req: Request): string
  /** Destroys the session, everything in it and its cookie. */
  end(req: Request, res: Response): Promise<void>
}

/**
 * @param secrets of the cookie's signature: the first one signs, all are accepted. Entrances may share them: an
 *   id is worth nothing under another name.
 * @param sessions where they are kept; by default with those of citizens.
 */
export function sessionStack(
  { sameSite, ...life }: SessionOptions,
  { deps, inProduction }: Pick<Services, 'deps' | 'inProduction'>,
  secrets: string[],
  sessions: StoredSessions = deps.store.single.sessions,
): SessionStack {
  const { name, options: cookie } = hostCookie(life.name, inProduction, sameSite)
  const kept = new SessionStore({ ...deps, sessions }, life)
  const store: session.Store = kept
  const read = session({ name, cookie, secret: secrets, store, resave: false, saveUninitialized: false })
  return {
    load(req, res, next) {
      if (req.session && req.sessionStore !== store) throw new Error('a request of another entrance')
      localsOf(res).sentSessionCookie = isSent(req, name)
      read(req, res, (error) => {
        redirectOnceSaved(res)
        next(error)
      })
    },
    storedId: ({ sessionID }) => kept.storedId(sessionID),
    async end(req, res) {
      await new Promise<void>((resolve, fail) => {
        req.session.destroy((error) => (error ? fail(error) : resolve()))
      })
      // Chromium drops the pages it keeps for Back when their cookie changes value; deleting it, or
      // Clear-Site-Data: "cookies", is not always enough (docs/decisions/0022).
      res.cookie(name, 'terminada', cookie).clearCookie(name, cookie)
    },
  }
}

/**
 * A redirect without a body: of one with a body express-session sends the head before it has saved the session, and
 * the browser asks for the next page, perhaps of another node, which does not know it yet.
 */
function redirectOnceSaved(res: Response): void {
  const end = res.end.bind(res) as (...body: unknown[]) => Response
  res.end = (...body: unknown[]): Response => {
    if (res.headersSent || !res.hasHeader('Location')) return end(...body)
    res.set('Content-Length', '0')
    return end()
  }
}

const isSent = (req: Request, name: string): boolean =>
  (req.get('cookie') ?? '').split(';').some((one) => one.trimStart().startsWith(`${name}=`))
