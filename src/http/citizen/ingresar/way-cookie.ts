import type { Request, RequestHandler, Response } from 'express'
import type { Volver } from '../../../application/ports.ts'
import { addHours } from '../../../domain/values/durations.ts'
import type { Services } from '../../services.ts'
import { hostCookie, sentCookie } from '../../session/host-cookie.ts'

const HOURS = 12
/** Browsers drop a cookie that is longer; then only the session knows the way. */
const MAX_LENGTH = 3800
const CONTEXT = 'camino'

/**
 * The way back to the sistema that sent a person to sign in, encrypted: it outlives the session and the interaction, for
 * whoever comes back hours later by a mailed link. It names no person.
 */
export function wayCookie({ deps: { cipher, clock }, inProduction }: Services) {
  const { name, options } = hostCookie('camino', inProduction)
  return {
    read(req: Request): Volver | undefined {
      try {
        const { until, ...volver } = JSON.parse(cipher.decrypt(sentCookie(req, name), CONTEXT))
        return new Date(until) > clock.now() ? volver : undefined
      } catch {
        // None, altered, or of a key that is gone.
        return undefined
      }
    },
    keep(res: Response, volver: Volver): void {
      const until = addHours(clock.now(), HOURS).toISOString()
      const value = cipher.encrypt(JSON.stringify({ ...volver, until }), CONTEXT)
      if (value.length <= MAX_LENGTH) res.cookie(name, value, { ...options, maxAge: HOURS * 3_600_000 })
    },
    end(req: Request, res: Response): void {
      if (sentCookie(req, name)) res.clearCookie(name, options)
    },
  }
}

/** Gives a session that knows no way back that of the browser's cookie. */
export function rememberWay(services: Services): RequestHandler {
  const way = wayCookie(services)
  return (req, _res, next) => {
    const volver = req.session.volver ? undefined : way.read(req)
    if (volver) req.session.volver = volver
    next()
  }
}
