import type { NextFunction, Request, Response } from 'express'

/** As Azar.ficha makes the token of a link. */
const FICHA = /[\w-]{43}/

/** Looking further takes the square of a long path's length. */
const LARGO_DE_LO_PEGADO = 40

/**
 * Takes off an address what was copied with it: the full stop of a sentence, a bracket, a blank. The token of a link
 * is found among anything.
 * @param url path and query, as they came.
 */
export function enlaceLimpio(url: string): string {
  const [, ruta = '', consulta = ''] = /^([^?]*)(.*)$/s.exec(url) ?? []
  if (!ruta.startsWith('/')) return url
  const [, ficha] = /^\/enlace\/(.+)/is.exec(ruta) ?? []
  const [encontrada] = FICHA.exec(ficha ? sinEscapes(ficha) : '') ?? []
  if (encontrada) return `/enlace/${encontrada}${consulta}`
  const limpia = ruta.slice(-LARGO_DE_LO_PEGADO).replace(/(?:%[\da-f]{2}|[^\w/-])+$/i, '')
  return ruta.slice(0, -LARGO_DE_LO_PEGADO) + limpia + consulta
}

/** What can be seen of a path, in ASCII: escapes of blanks and invisible marks are gone, broken ones stay. */
const sinEscapes = (ruta: string): string =>
  ruta
    .replace(/%([\da-f]{2})/gi, (_todo, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[^!-~]/g, '')

/** Pages are found by their address with what was pasted after it. */
export function enlacesPegados(req: Request, _res: Response, next: NextFunction): void {
  if (req.method === 'GET' || req.method === 'HEAD') req.url = enlaceLimpio(req.url)
  next()
}
