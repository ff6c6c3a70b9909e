import pino, { type DestinationStream, type Logger } from 'pino'
import { fields } from './domain/fields/fields.ts'

const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '')

/** Property names whose values are never logged, at any depth: form fields, credentials, addresses, raw requests. */
const REDACTED_NAMES = new Set(
  [
    ...Object.keys(fields),
    ...['identificador', 'nie', 'provisoria', 'pregunta', 'respuesta', 'claveHash', 'respuestaHash'],
    ...['ficha', 'token', 'body', 'cookie', 'set-cookie', 'authorization'],
    ...['to', 'recipient', 'recipients', 'destination', 'mailbox', 'newEmail'],
    ...['answer', 'typed', 'plaintext', 'passphrase', 'secret'],
    // In a database error: the row or the values it refused.
    ...['detail', 'where', 'parameters'],
  ].map(plain),
)

/** Names of the integrity constraint violations (SQLSTATE class 23). */
const CONSTRAINT_CONDITIONS: Readonly<Record<string, string>> = {
  '23502': 'not-null violation',
  '23503': 'foreign key violation',
  '23505': 'unique violation',
  '23514': 'check violation',
}

/** Errors whose message quotes the input that they could not parse. */
const ERRORS_QUOTING_INPUT = ['SyntaxError', 'URIError', 'ZodError']

const STACK_FRAME = /^ +at .*:\d+:\d+\)?$/

/**
 * The parts of an error that cannot carry data: type, code, constraint, stack locations, and the same of its causes.
 * The message is kept only when there is neither a code nor a cause: databases, Node and mail servers quote values
 * and addresses in theirs, and wrapping errors quote the message they wrap.
 */
function describeError(error: Error, seen: WeakSet<object>): Record<string, unknown> {
  const { code, constraint, errors } = error as Error & Record<string, unknown>
  const hasCode = typeof code === 'string' || typeof code === 'number'
  const muted = error.cause !== undefined || ERRORS_QUOTING_INPUT.includes(error.name)
  return {
    type: error.constructor.name,
    code: hasCode ? code : undefined,
    message: hasCode ? CONSTRAINT_CONDITIONS[code] : muted ? undefined : error.message,
    constraint: typeof constraint === 'string' ? constraint : undefined,
    stack: error.stack
      ?.split('\n')
      .filter((line) => STACK_FRAME.test(line))
      .join('\n'),
    cause: error.cause instanceof Error ? copy(error.cause, seen) : undefined,
    errors: Array.isArray(errors)
      ? errors.filter((one) => one instanceof Error).map((one) => copy(one, seen))
      : undefined,
  }
}

/** A deep copy without the redacted values; cycles, repeated objects and bytes become `[omitted]`. */
function copy(value: unknown, seen: WeakSet<object>): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (seen.has(value) || ArrayBuffer.isView(value)) return '[omitted]'
  seen.add(value)
  if (value instanceof Error) return describeError(value, seen)
  return Array.isArray(value) ? value.map((one) => copy(one, seen)) : withoutData(value, seen)
}

const withoutData = (object: object, seen: WeakSet<object>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      REDACTED_NAMES.has(plain(name)) ? '[redacted]' : copy(value, seen),
    ]),
  )

/**
 * A logger of JSON lines. In the object logged with a message, values under {@link REDACTED_NAMES} are redacted at
 * any depth and errors are reduced to what cannot carry data. Messages must be fixed text, never interpolated.
 * @param destination standard output by default.
 */
export const createLog = (level: string, destination: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level: level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (object) => ({ ...withoutData(object, new WeakSet()) }) },
      // The formatter has already reduced errors.
      serializers: { err: (error) => error },
      hooks: {
        /** pino would copy the message of an error logged without a text. */
        logMethod(args, write) {
          const [object, text = ''] = args
          if (typeof object === 'object') write.call(this, object, text)
          else write.apply(this, args)
        },
      },
    },
    destination,
  )
