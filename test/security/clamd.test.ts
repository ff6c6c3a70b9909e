import { afterEach, expect, it } from 'vitest'
import { createClamd, noAntivirus, parseClamdUrl } from '../../src/security/clamd.ts'
import { EICAR, startTestClamd, type TestClamd } from '../support/peers/clamd.ts'

const opened: TestClamd[] = []
afterEach(async () => {
  for (const clamd of opened.splice(0)) await clamd.close()
})
/** @param timeoutMs short for a scanner that never answers; one that does has the usual time, also on a busy machine. */
async function open(timeoutMs?: number) {
  const clamd = await startTestClamd()
  opened.push(clamd)
  return { clamd, antivirus: createClamd(parseClamdUrl(clamd.url), timeoutMs) }
}

it('sends the whole file to the scanner and returns its verdict', async () => {
  const { clamd, antivirus } = await open()
  const file = Buffer.alloc(1_048_576, 'abc')
  expect(await antivirus.scan(file)).toBe('limpio')
  expect(clamd.received[0]?.equals(file)).toBe(true)
  expect(await antivirus.scan(Buffer.from(`antes ${EICAR} despues`))).toBe('infectado')
  expect(await antivirus.check()).toBe(true)
})

it.each(['cut', 'silent', 'error', 'chatter'] as const)(
  'leaves the file pending when the scanner misbehaves (%s)',
  async (mode) => {
    const { clamd, antivirus } = await open(200)
    clamd.mode = mode
    expect(await antivirus.scan(Buffer.from('hola'))).toBe('pendiente')
    if (mode !== 'error') expect(await antivirus.check()).toBe(false)
  },
)

it('leaves the file pending when the scanner is unreachable', async () => {
  const { clamd } = await open()
  const antivirus = createClamd(parseClamdUrl(clamd.url))
  await opened.pop()?.close()
  expect(await antivirus.scan(Buffer.from('hola'))).toBe('pendiente')
  expect(await createClamd({ path: '/no/existe' }).check()).toBe(false)
})

it('reports a missing scanner for every file', async () => {
  expect(await noAntivirus.scan(Buffer.from('hola'))).toBe('sin_antivirus')
  expect(await noAntivirus.check()).toBeUndefined()
})

it.each([
  ['tcp://127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
  ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
  ['unix:/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
])('parses %s', (text, place) => {
  expect(parseClamdUrl(text)).toEqual(place)
})

it.each(['tcp://127.0.0.1', 'http://x:1', 'unix:relativa', 'tcp://u:p@x:1', 'tcp://x:1/ruta', 'clamav', ''])(
  'refuses %j',
  (text) => {
    expect(() => parseClamdUrl(text)).toThrow('must be tcp://host:port or unix:/path')
  },
)
