import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import { HttpError } from '../request/errors.ts'
import { type Paced, watchPace } from '../request/pace.ts'

const FORM_TYPE = 'application/x-www-form-urlencoded'
const MAX_FIELDS = 100

/**
 * Parses a form body (WHATWG URL, application/x-www-form-urlencoded). Bytes that are not UTF-8 become U+FFFD,
 * which every field refuses; other parsers would keep their escapes as if they had been typed. A body that comes too
 * slowly ends its connection.
 */
export const parseForm = (services: Paced): RequestHandler[] => [
  (req: Request, res: Response, next: NextFunction) => {
    if (req.is(FORM_TYPE)) watchPace(req, res, services, () => req.socket.destroy())
    next()
  },
  express.raw({ type: FORM_TYPE, limit: '64kb' }),
  (req: Request, _res: Response, next: NextFunction) => {
    if (Buffer.isBuffer(req.body)) req.body = parseFields(new URLSearchParams(req.body.toString('utf8')))
    next()
  },
]

/** @throws {HttpError} 413 when there are more fields than any form of ours has. */
function parseFields(sent: URLSearchParams): Record<string, string | string[]> {
  if (sent.size > MAX_FIELDS) throw new HttpError(413)
  const pairs = [...new Set(sent.keys())].map((name): [string, string | string[]] => {
    const [value = '', ...others] = sent.getAll(name)
    return [name, others.length > 0 ? [value, ...others] : value]
  })
  return Object.fromEntries(pairs)
}
