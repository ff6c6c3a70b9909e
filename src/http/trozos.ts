import type { Request, Response } from 'express'

/**
 * Sends a file that is in memory, whole or the part that is asked for: Safari plays no sound of which it cannot
 * have the first two bytes alone. Several parts at once, or what cannot be understood, get the whole; a part
 * beyond the end is 416 (RFC 9110, 14.2: a server may ignore Range, and must for methods other than GET).
 */
export function enviarTrozo(req: Request, res: Response, archivo: Buffer): void {
  res.set('Accept-Ranges', 'bytes')
  const pedidos = req.method === 'GET' ? req.range(archivo.length, { combine: true }) : undefined
  if (pedidos === -1) {
    res.status(416).set('Content-Range', `bytes */${archivo.length}`).end()
    return
  }
  const [unico, otro] = typeof pedidos === 'object' && pedidos.type === 'bytes' ? pedidos : []
  const parcial = unico && !otro
  const trozo = parcial ? archivo.subarray(unico.start, unico.end + 1) : archivo
  if (parcial) {
    res.status(206).set('Content-Range', `bytes ${unico.start}-${unico.end}/${archivo.length}`)
  }
  res.set('Content-Length', String(trozo.length)).end(trozo)
}
