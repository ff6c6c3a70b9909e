import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestClamd } from '../support/peers/clamd.ts'
import { createCliHarness } from './harness.ts'

const key = (filler: string) => `k1:${Buffer.alloc(32, filler).toString('base64')}`
/** A random key. */
const OTHER_KEY = 'k1:pVSBk6DVpHnZ6hVN6x0YzFTbpm2iGpQ0cWkLHqfO1yE='

describe('«revisar», without a database', () => {
  it('reports every problem of the settings at once', async () => {
    const harness = await createCliHarness('sqlite')
    const env = { NODE_ENV: 'production', PEPPER: '', ENCRYPTION_KEYS: '', BASE_URL: 'http://clave.test' }
    expect(await harness.command('revisar', { env })).toBe(1)
    expect(harness.said).toEqual([
      'mal    ajustes: Faltan estos ajustes, o no sirven (la causa va en inglés, como en el registro):',
      'mal    ajustes: PEPPER: production does not start without it',
      'mal    ajustes: ENCRYPTION_KEYS: production does not start without it',
      'mal    ajustes: BASE_URL: production is served over https',
      'mal    ajustes: BCRYPT_COST: production needs 10 or more',
    ])
  })

  it.each([
    ['a sender that is not an address', { MAIL_FROM: 'nadie' }, /^mal {4}ajustes: MAIL_FROM: /],
    ['a system without an origin', { RETURN_SYSTEMS: 'Asistencia' }, /^mal {4}ajustes: RETURN_SYSTEMS: /],
    ['a key that is too short', { PEPPER: 'k1:AAAA' }, /^mal {4}ajustes: PEPPER: .*must have 32/],
    ['a key typed by hand', { PEPPER: key('abcd') }, /^mal {4}secretos: PEPPER: .*no parece hecha al azar/],
    [
      'a session secret typed by hand',
      { SESSION_SECRET: 'a'.repeat(40) },
      /^mal {4}secretos: SESSION_SECRET/,
    ],
    [
      'one key for two uses',
      { PEPPER: OTHER_KEY, ENCRYPTION_KEYS: OTHER_KEY },
      /^mal {4}secretos: .*una llave en común/,
    ],
    [
      'a mail server that does not answer',
      { SMTP_URL: 'smtp://127.0.0.1:1' },
      /^mal {4}correo: .*127\.0\.0\.1:1 no recibe/,
    ],
    [
      'an SMS gateway that does not answer',
      { SMS_WEBHOOK_URL: 'http://127.0.0.1:9/sms?llave=x', SMS_WEBHOOK_SECRET: 's'.repeat(32) },
      /^mal {4}sms: el servicio 127\.0\.0\.1:9 no recibe SMS$/,
    ],
  ])('finds %s', async (_what, env, says) => {
    const harness = await createCliHarness('sqlite')
    expect(await harness.command('revisar', { env })).toBe(1)
    expect(harness.said).toContainEqual(expect.stringMatching(says))
  })

  it('finds secrets and a database readable by others', async () => {
    const harness = await createCliHarness('sqlite')
    await harness.product()
    const secrets = join(harness.folder, 'secretos.json')
    await writeFile(secrets, '{}', { mode: 0o644 })
    await chmod((harness.env.DATABASE_URL ?? '').slice(7), 0o640)
    expect(await harness.command('revisar')).toBe(1)
    expect(harness.said.filter((line) => line.includes('otros usuarios pueden leerlo'))).toHaveLength(2)
  })

  it.each([
    ['warns below 1 GiB', 2 ** 30 - 1, 'aviso  disco: 1024.0 MiB libres', 0],
    ['fails below 100 MiB', 100 * 2 ** 20 - 1, 'mal    disco: 100.0 MiB libres', 1],
  ])('%s of free disk', async (_what, free, says, exitCode) => {
    const harness = await createCliHarness('sqlite')
    await harness.product()
    expect(await harness.command('revisar', { cli: { freeDisk: async () => free } })).toBe(exitCode)
    expect(harness.said).toContain(`${says} en ${harness.folder}`)
  })

  it('finds a missing proxy in production, and warns of mail that reaches nobody', async () => {
    const harness = await createCliHarness('sqlite')
    await harness.product()
    const env = { NODE_ENV: 'production', BASE_URL: 'https://clave.test', BCRYPT_COST: '11' }
    expect(await harness.command('revisar', { env })).toBe(1)
    expect(harness.said.filter((line) => !line.startsWith('ok'))).toEqual([
      expect.stringMatching(/^mal {4}ajustes: TRUST_PROXY: /),
      expect.stringMatching(/^aviso {2}ajustes: conviene cambiarlo .*: SMTP_URL is not set/),
      expect.stringMatching(/^aviso {2}ajustes: conviene cambiarlo .*: SMS_WEBHOOK_URL is not set/),
      'aviso  antivirus: sin CLAMD_URL, los documentos no pasan por ninguno',
    ])
  })

  it('reports whether the antivirus responds', async () => {
    const harness = await createCliHarness('sqlite')
    await harness.product()
    const clamd = await startTestClamd()
    const env = { CLAMD_URL: clamd.url }
    expect(await harness.command('revisar', { env })).toBe(0)
    expect(harness.said).toContain('ok     antivirus: responde')
    await clamd.close()
    expect(await harness.command('revisar', { env })).toBe(1)
    expect(harness.said).toContain('mal    antivirus: no responde: los documentos nuevos quedan pendientes')
  })

  it('finds what production refuses, a line for each', async () => {
    const harness = await createCliHarness('sqlite')
    const env = {
      ...{ NODE_ENV: 'production', BASE_URL: 'https://clave.test', BCRYPT_COST: '11', TEST_CAPTCHA: 'ABCDE' },
      ...{ PEPPER: `k1:${Buffer.alloc(32).toString('base64')}`, SESSION_SECRET: 'x'.repeat(32) },
      DATABASE_URL: 'postgres://u:c@base.interno/clave?sslmode=require',
    }
    expect(await harness.command('revisar', { env })).toBe(1)
    expect(harness.said.slice(1)).toEqual([
      'mal    ajustes: SESSION_SECRET: is one value repeated; make one with openssl rand -base64 32',
      'mal    ajustes: PEPPER: is one value repeated; make one with openssl rand -base64 32',
      'mal    ajustes: TEST_CAPTCHA: is for automatic tests; production refuses it',
      expect.stringMatching(
        /^mal {4}ajustes: DATABASE_URL: another machine is reached with sslmode=verify-full/,
      ),
    ])
  })

  it('reports missing development secrets without creating them', async () => {
    const harness = await createCliHarness('sqlite')
    const env = { SESSION_SECRET: '', PEPPER: '', ENCRYPTION_KEYS: '' }
    expect(await harness.command('revisar', { env })).toBe(1)
    expect(harness.said).toEqual([
      expect.stringMatching(/^mal {4}ajustes: Faltan los secretos: .*secretos\.json\.$/),
    ])
  })
})
