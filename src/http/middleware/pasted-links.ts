import type { NextFunction, Request, Response } from 'express'

/** As Azar.ficha makes the token of a link. */
const TOKEN = /[\w-]{43}/

/** Looking further takes the square of a long path's length. */
const PASTED_MAX_LENGTH = 40

/**
 * Takes off an address what was copied with it: the full stop of a sentence, a bracket, a blank. The token of a link
 * is found among anything.
 * @param url path and query, as they came.
 */
export function cleanLink(url: string): string {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(url) ?? []
  if (!path.startsWith('/')) return url
  const [, token] = /^\/enlace\/(.+)/is.exec(path) ?? []
  const [found] = TOKEN.exec(token ? withoutEscapes(token) : '') ?? []
  if (found) return `/enlace/${found}${query}`
  const limpia = path.slice(-PASTED_MAX_LENGTH).replace(/(?:%[\da-f]{2}|[^\w/-])+$/i, '')
  return path.slice(0, -PASTED_MAX_LENGTH) + limpia + query
}

/** What can be seen of a path, in ASCII: escapes of blanks and invisible marks are gone, broken ones stay. */
const withoutEscapes = (path: string): string =>
  path
    .replace(/%([\da-f]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[^!-~]/g, '')

/** Pages are found by their address with what was pasted after it. */
export function pastedLinks(req: Request, _res: Response, next: NextFunction): void {
  if (req.method === 'GET' || req.method === 'HEAD') req.url = cleanLink(req.url)
  next()
}
