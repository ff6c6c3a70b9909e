import type { Request, RequestHandler, Response } from 'express'
import type { Fingerprints } from '../../application/ports.ts'
import { BROWSER_DAYS } from '../../domain/account/browsers.ts'
import { DAY_S } from '../../domain/values/durations.ts'
import { browserIdOf, localsOf } from '../request/request-context.ts'
import { hostCookie, sentCookie } from './host-cookie.ts'

const NAME = 'navegador'

/**
 * The cookie of a browser where something was proven (product.md “Proofs”, 6): a random id, the same for every
 * cuenta, that names none, and its signature.
 */
export interface BrowserCookie {
  /** Reads it. A missing or forged one is none. */
  load: RequestHandler
  /** Sets it: something was proven in this request. */
  keep(req: Request, res: Response): void
  /** Deletes it. */
  end(res: Response): void
}

export function browserCookie({
  deps: { fingerprints },
  inProduction,
}: {
  deps: { fingerprints: Fingerprints }
  inProduction: boolean
}): BrowserCookie {
  const { name, options } = hostCookie(NAME, inProduction)
  const signatureOf = (id: string) => fingerprints.fingerprint('navegador', `firma:${id}`)

  return {
    load(req, res, next) {
      const [id = '', signature = ''] = sentCookie(req, name).split('.')
      if (id && fingerprints.matches('navegador', `firma:${id}`, signature)) localsOf(res).browserId = id
      next()
    },
    keep(req, res) {
      const id = browserIdOf(req, res, fingerprints)
      if (!id) return
      res.cookie(name, `${id}.${signatureOf(id)}`, { ...options, maxAge: BROWSER_DAYS * DAY_S * 1_000 })
    },
    end(res) {
      res.clearCookie(name, options)
    },
  }
}
