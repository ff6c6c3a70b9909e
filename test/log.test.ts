import { expect, it } from 'vitest'
import { fields } from '../src/domain/fields/fields.ts'
import { createLog } from '../src/log.ts'

const SECRET = '12345678-5'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog('trace', { write: (line) => lines.push(line) }))
  return lines.join('')
}

const parsed = (line: string) => JSON.parse(line)

const FIELD_NAMES = [
  ...Object.keys(fields),
  ...['identificador', 'ficha', 'token', 'body', 'Cookie', 'set-cookie', 'Authorization'],
  ...['claveHash', 'respuestaHash', 'provisoria', 'to', 'recipient', 'recipients', 'destination', 'mailbox'],
  ...['newEmail', 'answer', 'typed', 'plaintext', 'passphrase', 'secret', 'detail', 'where', 'parameters'],
]

it.each(FIELD_NAMES)('redacts the value of %s at any depth, inside lists too', (name) => {
  let object: Record<string, unknown> = { [name]: SECRET }
  for (let level = 0; level < 9; level++) object = { level, inside: [object], [name]: { other: SECRET } }
  const line = logged((log) => log.info(object, 'request'))
  expect(line).not.toContain(SECRET)
  expect(line.match(/\[redacted\]/g)).toHaveLength(10)
})

it('logs everything else unchanged', () => {
  const at = new Date(0)
  const object = {
    id: 'a1',
    method: 'GET',
    route: '/',
    status: 200,
    ms: 3,
    data: { at, empty: null, flag: true },
  }
  expect(parsed(logged((log) => log.info(object, 'request')))).toMatchObject({
    ...object,
    data: { at: at.toISOString(), empty: null, flag: true },
    msg: 'request',
  })
  expect(parsed(logged((log) => log.warn('fixed text')))).toMatchObject({ msg: 'fixed text' })
})

/** The shape of the errors of the PostgreSQL driver. */
class DatabaseError extends Error {
  override name = 'error'
  code = '23505'
  constraint = 'cuentas_identificador'
  detail = `Key (identificador)=(${SECRET}) already exists.`
  where = `COPY cuentas, line 1: "${SECRET}"`
  parameters = [SECRET]
}

const databaseError = () => new DatabaseError(`invalid input "${SECRET}"\n    with a second line ${SECRET}`)

it('keeps code, constraint and stack locations of a database error, and no value', () => {
  const line = logged((log) => log.error({ err: databaseError() }, 'request failed'))
  expect(line).not.toContain(SECRET)
  expect(parsed(line).err).toEqual({
    type: 'DatabaseError',
    code: '23505',
    message: 'unique violation',
    constraint: 'cuentas_identificador',
    stack: expect.stringMatching(/^ +at .*log\.test\.ts:\d+:\d+/),
  })
})

const zodError = () => Object.assign(new Error(SECRET), { name: 'ZodError' })

it.each([
  ['a cause', () => new Error(`the database: ${SECRET}`, { cause: databaseError() })],
  ['many causes', () => new AggregateError([databaseError(), databaseError()], 'all failed')],
  ['own properties', () => Object.assign(new Error('fault'), { input: SECRET, rut: SECRET })],
  ['malformed JSON', () => new SyntaxError(`Unexpected token in "${SECRET}"`)],
  ['a value that failed validation', zodError],
  [
    'a Node error code',
    () => Object.assign(new TypeError(`Received '${SECRET}'`), { code: 'ERR_INVALID_ARG_TYPE' }),
  ],
  ['a mail server response', () => Object.assign(new Error(SECRET), { code: 'EENVELOPE', response: SECRET })],
])('logs no data of an error with %s', (_what, create) => {
  for (const line of [
    logged((log) => log.error({ err: create() }, 'request failed')),
    logged((log) => log.error({ err: create() })),
    logged((log) => log.error(create())),
    logged((log) => log.error({ data: { failures: [create()] } }, 'request failed')),
  ]) {
    expect(line).not.toContain(SECRET)
    expect(line).toContain('log.test.ts')
  }
})

it('keeps the message of our own errors, and the code of their cause', () => {
  const { err } = parsed(logged((log) => log.error({ err: new TypeError('x is not a function') }, 'failed')))
  expect(err).toMatchObject({ type: 'TypeError', message: 'x is not a function' })
  const withCause = new Error('passed on', { cause: databaseError() })
  expect(parsed(logged((log) => log.error({ err: withCause }, 'failed'))).err).toMatchObject({
    type: 'Error',
    cause: { code: '23505' },
  })
})

it('cuts cycles and leaves bytes out', () => {
  const object: Record<string, unknown> = { bytes: Buffer.from(SECRET) }
  object.me = object
  const error: Error = new Error('fault')
  error.cause = error
  const line = parsed(logged((log) => log.error({ object, err: error }, 'failed')))
  expect(line).toMatchObject({
    object: { bytes: '[omitted]', me: '[omitted]' },
    err: { cause: '[omitted]' },
  })
})
