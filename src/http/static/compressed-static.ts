import { extname } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

/**
 * Serves immutable text files with the best compression; each is compressed when first requested, then
 * cached. Unknown paths go to the next handler.
 */
export function serveTexts(texts: ReadonlyMap<string, Buffer>) {
  const compressedTexts = new Map<string, Buffer>()
  const encoders = { br: brotliCompressSync, gzip: (text: Buffer) => gzipSync(text, { level: 9 }) }
  const compressed = (encoding: keyof typeof encoders, path: string, text: Buffer) => {
    const done = compressedTexts.get(`${encoding}:${path}`) ?? encoders[encoding](text)
    compressedTexts.set(`${encoding}:${path}`, done)
    return done
  }
  return (req: Request, res: Response, next: NextFunction): void => {
    const path = req.path.slice(1)
    const text = texts.get(path)
    if (!text || (req.method !== 'GET' && req.method !== 'HEAD')) return next()
    // Asked one at a time: together, the browser's own order would choose gzip.
    const encoding = (['br', 'gzip'] as const).find((one) => req.acceptsEncodings(one))
    res.vary('Accept-Encoding').type(extname(path))
    res.set('Cache-Control', 'public, max-age=31536000, immutable')
    if (encoding) res.set('Content-Encoding', encoding)
    res.end(encoding ? compressed(encoding, path, text) : text)
  }
}
