import type { NextFunction, Request, Response } from 'express'
import { enlaceUrl } from '../../../domain/urls.ts'

/** A token as `Random.token` makes it. */
const TOKEN = /[\w-]{43}/

/** How every link of a mail begins. */
const ENLACES = enlaceUrl('')

/** Only the end of a path is searched: the pattern takes quadratic time. */
const PASTED_MAX_LENGTH = 40

/**
 * Removes from an address what was copied along with it: a full stop, a bracket, a blank. The token of an
 * enlace is found whatever surrounds it.
 * @param url path and query, as received.
 */
export function cleanLink(url: string): string {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(url) ?? []
  if (!path.startsWith('/')) return url
  const token = path.toLowerCase().startsWith(ENLACES) ? path.slice(ENLACES.length) : ''
  const [found] = TOKEN.exec(withoutEscapes(token)) ?? []
  if (found) return enlaceUrl(found) + query
  const cleanEnd = path.slice(-PASTED_MAX_LENGTH).replace(/(?:%[\da-f]{2}|[^\w/-])+$/i, '')
  return path.slice(0, -PASTED_MAX_LENGTH) + cleanEnd + query
}

/** The visible ASCII of a path: percent escapes are decoded, blanks and invisible characters dropped. */
const withoutEscapes = (path: string): string =>
  path
    .replace(/%([\da-f]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[^!-~]/g, '')

/** Finds pages despite what was pasted after their address. */
export function pastedLinks(req: Request, _res: Response, next: NextFunction): void {
  if (req.method === 'GET' || req.method === 'HEAD') req.url = cleanLink(req.url)
  next()
}
