import { gzipSync } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

/** Less than this goes in one packet anyway. */
const DESDE_BYTES = 1024
/** From 5 on each level costs more time than it saves bytes: 30 KB to 7.6 KB in 0.2 ms, which waits for no thread that a key is hashed in. */
const NIVEL = 5

/**
 * Compresses pages, where their length tells nobody a secret (docs/decisions/0014): only what a person opened from our own pages, or from
 * nowhere, or without a session. What is marked `no-transform` goes as it is.
 */
export function comprimirPaginas(req: Request, res: Response, next: NextFunction): void {
  const enviar = res.send.bind(res)
  res.send = (cuerpo: unknown) => {
    const esTexto =
      typeof cuerpo === 'string' || (Buffer.isBuffer(cuerpo) && res.get('Content-Type')?.startsWith('text/'))
    if (!esTexto || Buffer.byteLength(cuerpo) < DESDE_BYTES) return enviar(cuerpo)
    res.vary('Accept-Encoding')
    const intacta = res.get('Cache-Control')?.includes('no-transform')
    if (intacta || !req.acceptsEncodings('gzip') || !sinOjosAjenos(req)) return enviar(cuerpo)
    if (!res.get('Content-Type')) res.type('html')
    res.set('Content-Encoding', 'gzip')
    return enviar(gzipSync(cuerpo, { level: NIVEL }))
  }
  next()
}

/** Whether no other site can have sent this request with a session of the person: it could try texts and watch the length. */
function sinOjosAjenos(req: Request): boolean {
  if (!req.get('cookie')) return true
  const sitio = req.get('sec-fetch-site')
  if (sitio) return sitio === 'same-origin' || sitio === 'none'
  return URL.parse(req.get('referer') ?? '')?.host === req.get('host')
}
