import { extname } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

/**
 * Serves texts that never change, as small as they get: each is compressed when it is first asked for, and kept.
 * What it does not have is left to what comes after.
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
    // Asked one by one: among equals, the browser's order would choose gzip.
    const encoding = (['br', 'gzip'] as const).find((one) => req.acceptsEncodings(one))
    res.vary('Accept-Encoding').type(extname(path))
    res.set('Cache-Control', 'public, max-age=31536000, immutable')
    if (encoding) res.set('Content-Encoding', encoding)
    res.end(encoding ? compressed(encoding, path, text) : text)
  }
}
