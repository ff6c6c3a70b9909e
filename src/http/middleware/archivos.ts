import type { NextFunction, Request, RequestHandler, Response } from 'express'
import multer, { MulterError, type StorageEngine } from 'multer'
import { type ArchivoRecibido, BYTES_MAXIMOS } from '../../domain/documento.ts'
import { ErrorHttp } from '../errores.ts'
import { localesDe } from '../peticion.ts'

/** Larger ones are not even read to their end; up to here the form comes back and says what is wrong. */
const BYTES_QUE_SE_LEEN = 20 * BYTES_MAXIMOS
const LIMITES = {
  fileSize: BYTES_QUE_SE_LEEN,
  // Two of one field are refused at the field; more are nobody's mistake.
  files: 4,
  fields: 100,
  parts: 104,
  fieldSize: 65_536,
  fieldNameSize: 100,
  headerPairs: 20,
} as const

/** Keeps in memory what may be taken and one byte more, which tells that there was more; the rest goes by. */
const enMemoria: StorageEngine = {
  _handleFile(_req, file, seguir) {
    const trozos: Buffer[] = []
    let largo = 0
    file.stream.on('data', (trozo: Buffer) => {
      const cabe = trozo.subarray(0, BYTES_MAXIMOS + 1 - largo)
      if (cabe.length > 0) trozos.push(Buffer.from(cabe))
      largo += cabe.length
    })
    file.stream.once('error', seguir)
    file.stream.once('end', () => seguir(null, { buffer: Buffer.concat(trozos), size: largo }))
  },
  _removeFile(_req, file, seguir) {
    file.buffer = Buffer.alloc(0)
    seguir(null)
  },
}

/**
 * Reads the body of a form that sends files, for its own address only. What was typed goes where every other form
 * has it; the files, by field, beside it.
 * @param nombres fields that take a file; others that come are as if they were not there.
 */
export function leerArchivos(nombres: readonly string[]): RequestHandler {
  const leer = multer({ storage: enMemoria, limits: LIMITES, defParamCharset: 'utf8' }).any()
  return (req: Request, res: Response, next: NextFunction) => {
    leer(req, res, (error: unknown) => {
      if (error) return next(comoErrorHttp(error))
      if (!req.is('multipart/form-data')) return next()
      localesDe(res).archivos = archivosDe(req, nombres)
      req.body = soloTextos(req.body)
      next()
    })
  }
}

/** Whatever the parser stumbles over was sent so: never a fault of ours. */
function comoErrorHttp(error: unknown): ErrorHttp {
  return new ErrorHttp(error instanceof MulterError && error.code.startsWith('LIMIT_') ? 413 : 400)
}

function archivosDe(req: Request, nombres: readonly string[]): Record<string, ArchivoRecibido[]> {
  const recibidos = Array.isArray(req.files) ? req.files : []
  const deCampo = (nombre: string) =>
    recibidos
      .filter(({ fieldname }) => fieldname === nombre)
      .map(({ originalname, buffer }) => ({ nombre: originalname, bytes: buffer }))
  return Object.fromEntries(nombres.map((nombre) => [nombre, deCampo(nombre)]))
}

/** The parser makes objects and lists of names with brackets, which no field of ours has. */
const soloTextos = (cuerpo: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(typeof cuerpo === 'object' && cuerpo !== null ? cuerpo : {}).filter(
      ([, valor]) =>
        typeof valor === 'string' || (Array.isArray(valor) && valor.every((uno) => typeof uno === 'string')),
    ),
  )
