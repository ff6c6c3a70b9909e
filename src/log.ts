import pino, { type DestinationStream, type Logger } from 'pino'
import { campos } from './domain/campos.ts'

const llano = (nombre: string): string => nombre.toLowerCase().replace(/[-_]/g, '')

/** What is never written down, whatever it is in: the fields of forms, and what carries them or lets somebody in. */
const OCULTOS = new Set(
  [
    ...Object.keys(campos),
    ...['identificador', 'nie', 'provisoria', 'pregunta', 'respuesta', 'claveHash', 'respuestaHash'],
    ...['ficha', 'token', 'para', 'body', 'cookie', 'set-cookie', 'authorization'],
    // Of a database: the row, or the values, that it refused.
    ...['detail', 'where', 'parameters'],
  ].map(llano),
)

/** What SQL calls the constraints that a row may break (SQLSTATE, class 23). */
const CONDICIONES: Readonly<Record<string, string>> = {
  '23502': 'not-null violation',
  '23503': 'foreign key violation',
  '23505': 'unique violation',
  '23514': 'check violation',
}

/** They repeat in their message what they could not read. */
const REPITEN = ['SyntaxError', 'URIError', 'ZodError']

const MARCO = /^ +at .*:\d+:\d+\)?$/

/**
 * What of an error cannot carry data: type, code, constraint, the places in its stack, and its causes alike. It
 * keeps its message only without a code and a cause: databases, Node and mail repeat values and addresses in
 * theirs, and who passes on an error repeats its message.
 */
function deError(error: Error, vistos: WeakSet<object>): Record<string, unknown> {
  const { code, constraint, errors } = error as Error & Record<string, unknown>
  const deCodigo = typeof code === 'string' || typeof code === 'number'
  const mudo = error.cause !== undefined || REPITEN.includes(error.name)
  return {
    type: error.constructor.name,
    code: deCodigo ? code : undefined,
    message: deCodigo ? CONDICIONES[code] : mudo ? undefined : error.message,
    constraint: typeof constraint === 'string' ? constraint : undefined,
    stack: error.stack
      ?.split('\n')
      .filter((linea) => MARCO.test(linea))
      .join('\n'),
    cause: error.cause instanceof Error ? copiar(error.cause, vistos) : undefined,
    errors: Array.isArray(errors)
      ? errors.filter((uno) => uno instanceof Error).map((uno) => copiar(uno, vistos))
      : undefined,
  }
}

/** A copy without what is never written down, at any depth. What it already holds, and bytes, are left out. */
function copiar(valor: unknown, vistos: WeakSet<object>): unknown {
  if (typeof valor !== 'object' || valor === null || valor instanceof Date) return valor
  if (vistos.has(valor) || ArrayBuffer.isView(valor)) return '[omitted]'
  vistos.add(valor)
  if (valor instanceof Error) return deError(valor, vistos)
  return Array.isArray(valor) ? valor.map((uno) => copiar(uno, vistos)) : sinDatos(valor, vistos)
}

const sinDatos = (objeto: object, vistos: WeakSet<object>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(objeto).map(([nombre, valor]) => [
      nombre,
      OCULTOS.has(llano(nombre)) ? '[redacted]' : copiar(valor, vistos),
    ]),
  )

/**
 * JSON lines. Of the object that goes with a message, whatever has the name of a field of a form, of a secret or
 * of what carries them is redacted, however deep it is; of errors only what cannot carry data is kept. The
 * message itself is a fixed text of ours, with nothing put into it.
 * @param destino standard output unless told.
 */
export const crearLog = (nivel: string, destino: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level: nivel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (objeto) => ({ ...sinDatos(objeto, new WeakSet()) }) },
      // Those of the formatter are not to be serialised again.
      serializers: { err: (error) => error },
      hooks: {
        /** An error alone would give its message to the line. */
        logMethod(argumentos, escribir) {
          const [objeto, texto = ''] = argumentos
          if (typeof objeto === 'object') escribir.call(this, objeto, texto)
          else escribir.apply(this, argumentos)
        },
      },
    },
    destino,
  )
