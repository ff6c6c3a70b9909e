import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import { ErrorHttp } from '../errores.ts'

const FORMULARIO = 'application/x-www-form-urlencoded'
const CAMPOS_MAXIMOS = 100

/**
 * Reads the body of a form as browsers write it. Bytes that are not UTF-8 become U+FFFD, which every field
 * refuses; other parsers of this format leave their escapes as if they had been typed.
 */
export const leerFormulario = (): RequestHandler[] => [
  express.raw({ type: FORMULARIO, limit: '64kb' }),
  (req: Request, _res: Response, next: NextFunction) => {
    if (Buffer.isBuffer(req.body)) req.body = campos(new URLSearchParams(req.body.toString('utf8')))
    next()
  },
]

/** @throws {ErrorHttp} (413) with more fields than any form of ours has. */
function campos(enviados: URLSearchParams): Record<string, string | string[]> {
  if (enviados.size > CAMPOS_MAXIMOS) throw new ErrorHttp(413)
  const pares = [...new Set(enviados.keys())].map((nombre): [string, string | string[]] => {
    const [valor = '', ...otros] = enviados.getAll(nombre)
    return [nombre, otros.length > 0 ? [valor, ...otros] : valor]
  })
  return Object.fromEntries(pares)
}
