import type { NextFunction, Request, RequestHandler, Response } from 'express'
import multer, { MulterError, type StorageEngine } from 'multer'
import { type ArchivoRecibido, BYTES_MAXIMOS } from '../../domain/documento.ts'
import { hasEnded, whenEnded } from '../ended.ts'
import { ErrorHttp } from '../errores.ts'
import { localesDe, traeSesion } from '../peticion.ts'
import { redDe } from '../red.ts'
import { puedeVenirDeAqui } from './csrf.ts'
import type { TurnosDeSubida } from './turnos-de-subida.ts'

/** Larger ones are not even read to their end; up to here the form comes back and says what is wrong. */
const BYTES_QUE_SE_LEEN = 20 * BYTES_MAXIMOS
/** What the texts and the marks between the parts may take besides. */
const BYTES_DEL_RESTO = 131_072
/** Texts of 64 KB in all, as in every other form: the parser has no limit for their sum. */
const LIMITES = {
  fileSize: BYTES_QUE_SE_LEEN,
  // Two of one field are refused at the field; more are nobody's mistake.
  files: 4,
  fields: 64,
  parts: 68,
  fieldSize: 1024,
  fieldNameSize: 100,
  headerPairs: 20,
} as const

/**
 * Keeps in memory what may be taken and one byte more, which tells that there was more; the rest goes by. Of two
 * files of a field nothing is kept but that there were two.
 */
function enMemoria(): StorageEngine {
  const conArchivo = new Set<string>()
  return {
    _handleFile(_req, file, seguir) {
      const tope = conArchivo.has(file.fieldname) ? 0 : BYTES_MAXIMOS + 1
      conArchivo.add(file.fieldname)
      const trozos: Buffer[] = []
      let largo = 0
      file.stream.on('data', (trozo: Buffer) => {
        const cabe = trozo.subarray(0, tope - largo)
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
}

/**
 * Reads the body of a form that sends files, for its own address only. What was typed goes where every other form
 * has it; the files, by field, beside it.
 * @param nombres fields that take a file; those of others go by unread.
 * @param turnos bounds how many are attended at a time; shared by all forms.
 * @throws {ErrorHttp} before reading: 403 from elsewhere or without a cookie, 413 of one that says that it is too long.
 * @throws {Saturado} when too many are attended already.
 */
export function leerArchivos(nombres: readonly string[], turnos: TurnosDeSubida): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    if (!req.is('multipart/form-data')) return next()
    // Whether its token and its session are ours is seen after reading.
    if (!puedeVenirDeAqui(req) || !traeSesion(req)) throw new ErrorHttp(403)
    const anunciado = Number(req.get('content-length') ?? 0)
    if (anunciado > BYTES_QUE_SE_LEEN + BYTES_DEL_RESTO) throw new ErrorHttp(413)
    // Who left while the session was read sends nothing more.
    if (hasEnded(res)) return
    whenEnded(res, turnos.tomar(redDe(req.ip ?? '')))
    const leer = multer({
      storage: enMemoria(),
      limits: LIMITES,
      defParamCharset: 'utf8',
      fileFilter: (_req, { fieldname }, seguir) => seguir(null, nombres.includes(fieldname)),
    }).any()
    leer(req, res, (error: unknown) => {
      if (error) return next(comoErrorHttp(error))
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
