import { extname } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

/**
 * Serves texts that never change, as small as they get: each is compressed when it is first asked for, and kept.
 * What it does not have is left to what comes after.
 */
export function servirTextos(textos: ReadonlyMap<string, Buffer>) {
  const comprimidos = new Map<string, Buffer>()
  const formas = { br: brotliCompressSync, gzip: (texto: Buffer) => gzipSync(texto, { level: 9 }) }
  const comprimido = (forma: keyof typeof formas, ruta: string, texto: Buffer) => {
    const hecho = comprimidos.get(`${forma}:${ruta}`) ?? formas[forma](texto)
    comprimidos.set(`${forma}:${ruta}`, hecho)
    return hecho
  }
  return (req: Request, res: Response, next: NextFunction): void => {
    const ruta = req.path.slice(1)
    const texto = textos.get(ruta)
    if (!texto || (req.method !== 'GET' && req.method !== 'HEAD')) return next()
    // Asked one by one: among equals, the browser's order would choose gzip.
    const forma = (['br', 'gzip'] as const).find((una) => req.acceptsEncodings(una))
    res.vary('Accept-Encoding').type(extname(ruta))
    res.set('Cache-Control', 'public, max-age=31536000, immutable')
    if (forma) res.set('Content-Encoding', forma)
    res.end(forma ? comprimido(forma, ruta, texto) : texto)
  }
}
