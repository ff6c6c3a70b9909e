import type { Request, Response } from 'express'

/**
 * Sends a file held in memory, whole or the requested range: Safari plays no sound unless it can first get
 * two bytes of it. Several or malformed ranges get the whole file; one beyond the end gets 416 (RFC 9110,
 * 14.2: a server may ignore Range, and must for methods other than GET).
 */
export function sendRange(req: Request, res: Response, file: Buffer): void {
  res.set('Accept-Ranges', 'bytes')
  const ranges = req.method === 'GET' ? req.range(file.length, { combine: true }) : undefined
  if (ranges === -1) {
    res.status(416).set('Content-Range', `bytes */${file.length}`).end()
    return
  }
  const [single, other] = typeof ranges === 'object' && ranges.type === 'bytes' ? ranges : []
  const isPartial = single && !other
  const range = isPartial ? file.subarray(single.start, single.end + 1) : file
  if (isPartial) {
    res.status(206).set('Content-Range', `bytes ${single.start}-${single.end}/${file.length}`)
  }
  res.set('Content-Length', String(range.length)).end(range)
}
