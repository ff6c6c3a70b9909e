import type { NextFunction, Request, RequestHandler, Response } from 'express'
import multer, { MulterError, type StorageEngine } from 'multer'
import { MAX_BYTES, type ReceivedFile } from '../../domain/documento/documento.ts'
import { hasEnded } from '../request/ended.ts'
import { BodyTooSlow, HttpError } from '../request/errors.ts'
import { watchPace } from '../request/pace.ts'
import { hasSessionCookie, localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { mayBeSameOrigin } from './csrf.ts'
import { type Reception, receive } from './reception.ts'

/** Up to here the form comes back with an error; beyond it the answer is 413 and the rest is not read. */
const MAX_READ_BYTES = 20 * MAX_BYTES
/** Allowance for text fields and part boundaries. */
const MAX_OTHER_BYTES = 131_072
/** 64 fields of 1 KB: 64 KB of text, as in every other form. The parser has no limit for the sum. */
const LIMITS = {
  fileSize: MAX_READ_BYTES,
  // Two files in one field get an error message there; more than four are no honest mistake.
  files: 4,
  fields: 64,
  parts: 68,
  fieldSize: 1024,
  fieldNameSize: 100,
  headerPairs: 20,
} as const

/**
 * Buffers up to the limit + 1 byte; the extra byte reveals an oversized file. A second file of the same field
 * is counted but not kept, nor is anything of a request that was refused meanwhile.
 */
function inMemory(reception: Reception): StorageEngine {
  const fieldsWithFile = new Set<string>()
  return {
    _handleFile(_req, file, done) {
      const limit = fieldsWithFile.has(file.fieldname) ? 0 : MAX_BYTES + 1
      fieldsWithFile.add(file.fieldname)
      const chunks: Buffer[] = []
      let length = 0
      file.stream.on('data', (chunk: Buffer) => {
        if (reception.isOver) return void chunks.splice(0)
        const kept = chunk.subarray(0, limit - length)
        if (kept.length > 0) chunks.push(Buffer.from(kept))
        length += kept.length
      })
      file.stream.once('error', done)
      file.stream.once('end', () => done(null, { buffer: Buffer.concat(chunks), size: length }))
    },
    _removeFile(_req, file, done) {
      file.buffer = Buffer.alloc(0)
      done(null)
    },
  }
}

/**
 * Parses the body of a form with files: text into `req.body` as for any other form, files by field into
 * `res.locals`. No byte of a file is read before the form's token, which comes first, was found to be of this
 * session; a file whose form has expired is dropped, because the form comes back without it.
 * @param names fields that take a file; files of any other field are discarded.
 * @throws {HttpError} before reading: 403 from another site or without a session cookie, 413 by its
 *   Content-Length. While reading: 403 at a file without a genuine token.
 * @throws {BodyTooSlow} while reading.
 * @throws {Overloaded} when there are too many concurrent uploads, also later.
 */
export function parseMultipart(
  names: readonly string[],
  services: Pick<Services, 'deps' | 'csrf' | 'scheduler' | 'pace' | 'uploadSlots'>,
): RequestHandler {
  return (req: Request, res: Response, next: NextFunction): void => {
    if (!req.is('multipart/form-data')) return next()
    if (!mayBeSameOrigin(req) || !hasSessionCookie(req)) throw new HttpError(403)
    const declaredLength = Number(req.get('content-length') ?? 0)
    if (declaredLength > MAX_READ_BYTES + MAX_OTHER_BYTES) throw new HttpError(413)
    // The client left while the session was being loaded.
    if (hasEnded(res)) return
    const reception = receive(req, res, services, next)
    watchPace(req, res, services, () => reception.refuse(new BodyTooSlow()))
    const read = multer({
      storage: inMemory(reception),
      limits: LIMITS,
      defParamCharset: 'utf8',
      fileFilter: (_req, { fieldname }, done) =>
        void reception.admit().then((isIn) => done(null, isIn && names.includes(fieldname))),
    }).any()
    read(req, res, (error: unknown) => {
      if (error) return reception.finish(toHttpError(error))
      localsOf(res).files = filesOf(req, names)
      req.body = onlyTexts(req.body)
      reception.finish()
    })
  }
}

/** Parser errors are always the client's fault. */
function toHttpError(error: unknown): HttpError {
  return new HttpError(error instanceof MulterError && error.code.startsWith('LIMIT_') ? 413 : 400)
}

function filesOf(req: Request, names: readonly string[]): Record<string, ReceivedFile[]> {
  const received = Array.isArray(req.files) ? req.files : []
  const ofField = (name: string) =>
    received
      .filter(({ fieldname }) => fieldname === name)
      .map(({ originalname, buffer }) => ({ name: originalname, bytes: buffer }))
  return Object.fromEntries(names.map((name) => [name, ofField(name)]))
}

/** Drops the nested objects that the parser builds from names with brackets: no field of ours has them. */
const onlyTexts = (body: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
      ([, value]) =>
        typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string')),
    ),
  )
