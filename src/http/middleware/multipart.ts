import type { NextFunction, Request, RequestHandler, Response } from 'express'
import multer, { MulterError, type StorageEngine } from 'multer'
import { MAX_BYTES, type ReceivedFile } from '../../domain/documento/documento.ts'
import { networkOf } from '../request/client-network.ts'
import { hasEnded, whenEnded } from '../request/ended.ts'
import { HttpError } from '../request/errors.ts'
import { hasSessionCookie, localsOf } from '../request/request-context.ts'
import { mayBeSameOrigin } from './csrf.ts'
import type { UploadSlots } from './upload-slots.ts'

/** Larger ones are not even read to their end; up to here the form comes back and says what is wrong. */
const MAX_READ_BYTES = 20 * MAX_BYTES
/** What the texts and the marks between the parts may take besides. */
const MAX_OTHER_BYTES = 131_072
/** Texts of 64 KB in all, as in every other form: the parser has no limit for their sum. */
const LIMITS = {
  fileSize: MAX_READ_BYTES,
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
function inMemory(): StorageEngine {
  const fieldsWithFile = new Set<string>()
  return {
    _handleFile(_req, file, done) {
      const limit = fieldsWithFile.has(file.fieldname) ? 0 : MAX_BYTES + 1
      fieldsWithFile.add(file.fieldname)
      const chunks: Buffer[] = []
      let length = 0
      file.stream.on('data', (chunk: Buffer) => {
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
 * Reads the body of a form that sends files, for its own address only. What was typed goes where every other form
 * has it; the files, by field, beside it.
 * @param names fields that take a file; those of others go by unread.
 * @param uploadSlots bounds how many are attended at a time; shared by all forms.
 * @throws {ErrorHttp} before reading: 403 from elsewhere or without a cookie, 413 of one that says that it is too long.
 * @throws {Saturado} when too many are attended already.
 */
export function parseMultipart(names: readonly string[], uploadSlots: UploadSlots): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    if (!req.is('multipart/form-data')) return next()
    // Whether its token and its session are ours is seen after reading.
    if (!mayBeSameOrigin(req) || !hasSessionCookie(req)) throw new HttpError(403)
    const declaredLength = Number(req.get('content-length') ?? 0)
    if (declaredLength > MAX_READ_BYTES + MAX_OTHER_BYTES) throw new HttpError(413)
    // Who left while the session was read sends nothing more.
    if (hasEnded(res)) return
    whenEnded(res, uploadSlots.take(networkOf(req.ip ?? '')))
    const read = multer({
      storage: inMemory(),
      limits: LIMITS,
      defParamCharset: 'utf8',
      fileFilter: (_req, { fieldname }, done) => done(null, names.includes(fieldname)),
    }).any()
    read(req, res, (error: unknown) => {
      if (error) return next(toHttpError(error))
      localsOf(res).files = filesOf(req, names)
      req.body = onlyTexts(req.body)
      next()
    })
  }
}

/** Whatever the parser stumbles over was sent so: never a fault of ours. */
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

/** The parser makes objects and lists of names with brackets, which no field of ours has. */
const onlyTexts = (body: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
      ([, value]) =>
        typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string')),
    ),
  )
