import type { NextFunction, Request, Response } from 'express'
import { RateLimitExceeded } from '../../application/errors.ts'
import { Overloaded, StoreUnavailable } from '../../application/ports.ts'
import type { ErrorNotes } from '../../application/worker/error-notes.ts'
import { type ErrorPage, errorPage, tooSlowPage, withoutCookiesPage } from '../../domain/pages/error-pages.ts'
import { errorKind } from '../request/error-kind.ts'
import { BodyTooSlow, HttpError } from '../request/errors.ts'
import { localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { PageCache, type Tokens } from '../views/page-cache.ts'
import { routeOf } from './request-log.ts'

export function notFound(_req: Request, _res: Response): void {
  throw new HttpError(404)
}

/**
 * Turns every error into a page with a reference number, and logs the faults of ours, whose references are kept too.
 * Mounted last.
 * @param sendPage sends the page; it keeps those that it rendered.
 */
export const handleErrors =
  (
    { log, errorNotes }: Pick<Services, 'log'> & { errorNotes: Pick<ErrorNotes, 'note'> },
    sendPage = createPageSender(log),
  ) =>
  (error: unknown, req: Request, res: Response, _next: NextFunction): Promise<void> | void => {
    if (res.headersSent) return endResponse(error, res, log)
    const status = statusOf(error)
    const { id = '', sentSessionCookie } = localsOf(res)
    if (status >= 500 && !(error instanceof Overloaded)) log.error({ id, err: error }, 'request failed')
    if (status >= 500) {
      const route = `${req.method} ${routeOf(req)}`
      errorNotes.note({ id, reference: referenceOf(id), route, status, kind: errorKind(error) })
    }
    const wait = retryAfterOf(error)
    if (wait) res.set('Retry-After', String(wait))
    const lacksCookies = status === 403 && sentSessionCookie === false
    const { pageOf = errorPage } = localsOf(res).errorPages ?? {}
    const page = error instanceof BodyTooSlow ? tooSlowPage() : pageOf(status, wait)
    return sendPage(res.status(status), lacksCookies ? withoutCookiesPage() : page)
  }

/** What an error page shows of the request's id. */
const referenceOf = (id: string): string => id.slice(0, 8).toUpperCase()

/** Sends error pages with the start of the request id as reference; as bare text, should the page itself fail. */
function createPageSender(log: Services['log']): (res: Response, page: ErrorPage) => Promise<void> {
  // One for each status and entrance: the many waits of one take no places of another.
  const pageCaches = new Map<string, PageCache>()
  return async (res, page) => {
    const { id = '', nonce = '', errorPages: { view = 'error' } = {} } = localsOf(res)
    const tokens = { nonce, reference: referenceOf(id) }
    const kind = `${res.statusCode} ${view}`
    const pageCache = pageCaches.get(kind) ?? new PageCache()
    pageCaches.set(kind, pageCache)
    const model = ({ reference }: Pick<Tokens, 'reference'>) => ({ ...page, reference })
    try {
      await pageCache.send(res, view, JSON.stringify(page), model, tokens)
    } catch (failure) {
      log.error({ id, err: failure }, 'error page failed')
      res.type('text').send(`${page.title} (${tokens.reference})`)
    }
  }
}

/** The response has begun (its session could not be saved, for instance): it is completed, not cut off. */
function endResponse(error: unknown, res: Response, log: Services['log']): void {
  log.error({ id: localsOf(res).id, err: error }, 'failed after answering')
  if (!res.writableEnded) res.end()
}

/** Errors of Express and its parsers carry a 4xx status; anything unknown is a fault of ours. */
function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status
  if (error instanceof RateLimitExceeded) return 429
  if (error instanceof Overloaded || error instanceof StoreUnavailable) return 503
  const { status } =
    typeof error === 'object' && error !== null && 'status' in error ? error : { status: 500 }
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

const retryAfterOf = (error: unknown): number | undefined => {
  if (error instanceof RateLimitExceeded || error instanceof Overloaded) return error.seconds
  return error instanceof StoreUnavailable ? 30 : undefined
}
