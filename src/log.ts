import pino, { type DestinationStream, type Logger } from 'pino'
import { fields } from './domain/fields/fields.ts'

const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '')

/** What is never written down, whatever it is in: the fields of forms, and what carries them or lets somebody in. */
const REDACTED_NAMES = new Set(
  [
    ...Object.keys(fields),
    ...['identificador', 'nie', 'provisoria', 'pregunta', 'respuesta', 'claveHash', 'respuestaHash'],
    ...['ficha', 'token', 'para', 'body', 'cookie', 'set-cookie', 'authorization'],
    // Of a database: the row, or the values, that it refused.
    ...['detail', 'where', 'parameters'],
  ].map(plain),
)

/** What SQL calls the constraints that a row may break (SQLSTATE, class 23). */
const CONSTRAINT_CONDITIONS: Readonly<Record<string, string>> = {
  '23502': 'not-null violation',
  '23503': 'foreign key violation',
  '23505': 'unique violation',
  '23514': 'check violation',
}

/** They repeat in their message what they could not read. */
const ERRORS_THAT_REPEAT = ['SyntaxError', 'URIError', 'ZodError']

const STACK_FRAME = /^ +at .*:\d+:\d+\)?$/

/**
 * What of an error cannot carry data: type, code, constraint, the places in its stack, and its causes alike. It
 * keeps its message only without a code and a cause: databases, Node and mail repeat values and addresses in
 * theirs, and who passes on an error repeats its message.
 */
function describeError(error: Error, seen: WeakSet<object>): Record<string, unknown> {
  const { code, constraint, errors } = error as Error & Record<string, unknown>
  const hasCode = typeof code === 'string' || typeof code === 'number'
  const muted = error.cause !== undefined || ERRORS_THAT_REPEAT.includes(error.name)
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

/** A copy without what is never written down, at any depth. What it already holds, and bytes, are left out. */
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
 * JSON lines. Of the object that goes with a message, whatever has the name of a field of a form, of a secret or
 * of what carries them is redacted, however deep it is; of errors only what cannot carry data is kept. The
 * message itself is a fixed text of ours, with nothing put into it.
 * @param destination standard output unless told.
 */
export const createLog = (level: string, destination: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level: level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (object) => ({ ...withoutData(object, new WeakSet()) }) },
      // Those of the formatter are not to be serialised again.
      serializers: { err: (error) => error },
      hooks: {
        /** An error alone would give its message to the line. */
        logMethod(args, write) {
          const [object, text = ''] = args
          if (typeof object === 'object') write.call(this, object, text)
          else write.apply(this, args)
        },
      },
    },
    destination,
  )
