import { gzipSync } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

/** Smaller responses fit in one packet anyway. */
const MIN_BYTES = 1024
/**
 * Higher levels cost more time than they save bytes: 30 KB become 7.6 KB in 0.2 ms. Synchronous, so as not to
 * queue behind hashes in the thread pool.
 */
const LEVEL = 5

/**
 * Gzips pages where {@link mayGzip} allows it. Those that arrive as gzip (docs/decisions/0033) are sent as
 * they are.
 */
export function compressPages(req: Request, res: Response, next: NextFunction): void {
  const send = res.send.bind(res)
  res.send = (body: unknown) => {
    const isText =
      typeof body === 'string' || (Buffer.isBuffer(body) && res.get('Content-Type')?.startsWith('text/'))
    const isCompressed = Boolean(res.get('Content-Encoding'))
    if (!isText || isCompressed || Buffer.byteLength(body) < MIN_BYTES || !mayGzip(req, res))
      return send(body)
    if (!res.get('Content-Type')) res.type('html')
    res.set('Content-Encoding', 'gzip')
    return send(gzipSync(body, { level: LEVEL }))
  }
  next()
}

/**
 * Whether a page may go out as gzip: where its length can reveal no secret (docs/decisions/0014), requested from
 * our own pages, from no page at all, or without cookies. `Cache-Control: no-transform` is respected. Tells caches
 * that the answer depends on `Accept-Encoding`.
 */
export function mayGzip(req: Request, res: Response): boolean {
  res.vary('Accept-Encoding')
  const mustNotTransform = res.get('Cache-Control')?.includes('no-transform')
  return !mustNotTransform && Boolean(req.acceptsEncodings('gzip')) && isSafeToCompress(req)
}

/** False when another site may have sent it with the person's session, to try texts and watch lengths. */
function isSafeToCompress(req: Request): boolean {
  if (!req.get('cookie')) return true
  const fetchSite = req.get('sec-fetch-site')
  if (fetchSite) return fetchSite === 'same-origin' || fetchSite === 'none'
  return URL.parse(req.get('referer') ?? '')?.host === req.get('host')
}
