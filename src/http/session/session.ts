import type { Request } from 'express'

/** What any entrance's session holds. Each entrance declares its own data in its room. */
declare module 'express-session' {
  interface SessionData {
    /** Binds captchas and anti-forgery tokens to this session; survives the renewal of its id. */
    formSeal: string
    /** When it began, in ms; survives the renewal of its id. Stored on the first save. */
    startedAt: number
    /** Its stored expiry, in ms; derived on reading. */
    endsAt: number
  }
}

/** The seal of the request's session; '' when no session was read, or it has none yet. */
export const sealOf = ({ session }: Partial<Pick<Request, 'session'>>): string => session?.formSeal ?? ''

/**
 * New session id at each change of trust (ASVS 5.0, 7.2.4), with the data that its entrance keeps. Nothing is
 * stored until the session is saved: then both ids change together.
 */
export const renewSession = (req: Request): Promise<void> =>
  new Promise((resolve, fail) => {
    req.session.regenerate((error) => (error ? fail(error) : resolve()))
  })

/**
 * Saves the session before a response that depends on it: express-session would send the response even if
 * saving failed. On failure nothing is stored, and the browser keeps the session it has.
 * @throws {StoreUnavailable}
 */
export async function saveSession(req: Request): Promise<void> {
  try {
    await new Promise<void>((resolve, fail) => {
      req.session.save((error) => (error ? fail(error) : resolve()))
    })
  } catch (error) {
    // Without a session on the request, express-session neither saves nor sets a cookie.
    Object.assign(req, { session: undefined })
    throw error
  }
}
