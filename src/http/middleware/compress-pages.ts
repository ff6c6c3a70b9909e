import { gzipSync } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

/** Less than this goes in one packet anyway. */
const MIN_BYTES = 1024
/** From 5 on each level costs more time than it saves bytes: 30 KB to 7.6 KB in 0.2 ms, which waits for no thread that a key is hashed in. */
const LEVEL = 5

/**
 * Compresses pages, where their length tells nobody a secret (docs/decisions/0014): only what a person opened from our own pages, or from
 * nowhere, or without a session. What is marked `no-transform` goes as it is.
 */
export function compressPages(req: Request, res: Response, next: NextFunction): void {
  const send = res.send.bind(res)
  res.send = (body: unknown) => {
    const isText =
      typeof body === 'string' || (Buffer.isBuffer(body) && res.get('Content-Type')?.startsWith('text/'))
    if (!isText || Buffer.byteLength(body) < MIN_BYTES) return send(body)
    res.vary('Accept-Encoding')
    const mustNotTransform = res.get('Cache-Control')?.includes('no-transform')
    if (mustNotTransform || !req.acceptsEncodings('gzip') || !noForeignReader(req)) return send(body)
    if (!res.get('Content-Type')) res.type('html')
    res.set('Content-Encoding', 'gzip')
    return send(gzipSync(body, { level: LEVEL }))
  }
  next()
}

/** Whether no other site can have sent this request with a session of the person: it could try texts and watch the length. */
function noForeignReader(req: Request): boolean {
  if (!req.get('cookie')) return true
  const fetchSite = req.get('sec-fetch-site')
  if (fetchSite) return fetchSite === 'same-origin' || fetchSite === 'none'
  return URL.parse(req.get('referer') ?? '')?.host === req.get('host')
}
