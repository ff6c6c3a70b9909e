import { expect, test } from 'vitest'
import { campos } from '../src/domain/campos.ts'
import { crearLog } from '../src/log.ts'

const SECRETO = '12345678-5'

function anotado(escribir: (log: ReturnType<typeof crearLog>) => void): string {
  const lineas: string[] = []
  escribir(crearLog('trace', { write: (linea) => lineas.push(linea) }))
  return lineas.join('')
}

const leido = (linea: string) => JSON.parse(linea)

const NOMBRES = [
  ...Object.keys(campos),
  ...['identificador', 'ficha', 'token', 'para', 'body', 'Cookie', 'set-cookie', 'Authorization'],
]

test.each(NOMBRES)('what is called %s is redacted at any depth, in lists too', (nombre) => {
  let objeto: Record<string, unknown> = { [nombre]: SECRETO }
  for (let nivel = 0; nivel < 9; nivel++) objeto = { nivel, dentro: [objeto], [nombre]: { otro: SECRETO } }
  const linea = anotado((log) => log.info(objeto, 'request'))
  expect(linea).not.toContain(SECRETO)
  expect(linea.match(/\[redacted\]/g)).toHaveLength(10)
})

test('the rest is written as it is', () => {
  const en = new Date(0)
  const objeto = {
    id: 'a1',
    method: 'GET',
    route: '/',
    status: 200,
    ms: 3,
    datos: { en, vacio: null, si: true },
  }
  expect(leido(anotado((log) => log.info(objeto, 'request')))).toMatchObject({
    ...objeto,
    datos: { en: en.toISOString(), vacio: null, si: true },
    msg: 'request',
  })
  expect(leido(anotado((log) => log.warn('fixed text')))).toMatchObject({ msg: 'fixed text' })
})

/** As the driver of PostgreSQL makes them. */
class DatabaseError extends Error {
  override name = 'error'
  code = '23505'
  constraint = 'cuentas_identificador'
  detail = `Key (identificador)=(${SECRETO}) already exists.`
  where = `COPY cuentas, line 1: "${SECRETO}"`
  parameters = [SECRETO]
}

const deBase = () => new DatabaseError(`invalid input "${SECRETO}"\n    with a second line ${SECRETO}`)

test('of an error of the database its code, constraint and places are kept, and no value', () => {
  const linea = anotado((log) => log.error({ err: deBase() }, 'request failed'))
  expect(linea).not.toContain(SECRETO)
  expect(leido(linea).err).toEqual({
    type: 'DatabaseError',
    code: '23505',
    message: 'unique violation',
    constraint: 'cuentas_identificador',
    stack: expect.stringMatching(/^ +at .*log\.test\.ts:\d+:\d+/),
  })
})

const zodError = () => Object.assign(new Error(SECRETO), { name: 'ZodError' })

test.each([
  ['a cause', () => new Error(`the database: ${SECRETO}`, { cause: deBase() })],
  ['many causes', () => new AggregateError([deBase(), deBase()], 'all failed')],
  ['own properties', () => Object.assign(new Error('fault'), { input: SECRETO, rut: SECRETO })],
  ['a text that is no JSON', () => new SyntaxError(`Unexpected token in "${SECRETO}"`)],
  ['a value that did not fit', zodError],
  [
    'a code of Node',
    () => Object.assign(new TypeError(`Received '${SECRETO}'`), { code: 'ERR_INVALID_ARG_TYPE' }),
  ],
  [
    'an answer of the mail server',
    () => Object.assign(new Error(SECRETO), { code: 'EENVELOPE', response: SECRETO }),
  ],
])('an error with %s carries nothing of it into the log', (_que, crear) => {
  for (const linea of [
    anotado((log) => log.error({ err: crear() }, 'request failed')),
    anotado((log) => log.error({ err: crear() })),
    anotado((log) => log.error(crear())),
    anotado((log) => log.error({ datos: { fallos: [crear()] } }, 'request failed')),
  ]) {
    expect(linea).not.toContain(SECRETO)
    expect(linea).toContain('log.test.ts')
  }
})

test('a fault of ours keeps its message, and the code of its cause', () => {
  const { err } = leido(anotado((log) => log.error({ err: new TypeError('x is not a function') }, 'failed')))
  expect(err).toMatchObject({ type: 'TypeError', message: 'x is not a function' })
  const conCausa = new Error('passed on', { cause: deBase() })
  expect(leido(anotado((log) => log.error({ err: conCausa }, 'failed'))).err).toMatchObject({
    type: 'Error',
    cause: { code: '23505' },
  })
})

test('what holds itself is written once, and bytes are not', () => {
  const objeto: Record<string, unknown> = { bytes: Buffer.from(SECRETO) }
  objeto.yo = objeto
  const error: Error = new Error('fault')
  error.cause = error
  const linea = leido(anotado((log) => log.error({ objeto, err: error }, 'failed')))
  expect(linea).toMatchObject({
    objeto: { bytes: '[omitted]', yo: '[omitted]' },
    err: { cause: '[omitted]' },
  })
})
