import { describe, expect, test } from 'vitest'
import { InvalidConfig, readConfig, servesDevPages } from '../../src/config/config.ts'
import { proxyWarning, startWarnings } from '../../src/config/warnings.ts'
import { randomSecrets, randomText } from '../support/product/secrets.ts'

const SECRETS = randomSecrets()
const read = (env: Record<string, string>) => readConfig(env, () => SECRETS)
const PRODUCTION = {
  ...SECRETS,
  NODE_ENV: 'production',
  BASE_URL: 'https://clave.test',
  DATABASE_URL: 'sqlite:x.db',
}

describe('development', () => {
  test.each(['0.0.0.0', '::', '10.0.0.5', 'clave.test', '127.0.0.1.clave.test'])(
    'does not start on %s, where others would read everybody’s mail',
    (HOST) => {
      expect(() => read({ HOST })).toThrow(InvalidConfig)
      expect(() => read({ HOST })).toThrow(
        `HOST: development listens on this machine only (127.0.0.1); set NODE_ENV=production for ${HOST}`,
      )
    },
  )

  test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('starts on %s and shows the mail', (HOST) => {
    expect(servesDevPages(read({ HOST, BASE_URL: 'http://localhost:3000' }))).toBe(true)
  })

  test('shows no mail behind a proxy with TLS, nor do production and tests', () => {
    expect(servesDevPages(read({ BASE_URL: 'https://clave.test' }))).toBe(false)
    expect(servesDevPages(read({ ...PRODUCTION, HOST: '0.0.0.0' }))).toBe(false)
    expect(servesDevPages(read({ NODE_ENV: 'test' }))).toBe(false)
  })
})

describe('the folder of what the product writes', () => {
  test('is in production that of the database, which is named there', () => {
    const sqlite = { ...PRODUCTION, DATABASE_URL: 'sqlite:/var/lib/clave/base.db' }
    expect(read(sqlite)).toMatchObject({
      DATA_DIR: '/var/lib/clave',
      MAIL_DIR: '/var/lib/clave/correo',
      SMS_DIR: '/var/lib/clave/sms',
    })
    expect(read({ ...sqlite, DATA_DIR: '/srv' })).toMatchObject({ DATA_DIR: '/srv', MAIL_DIR: '/srv/correo' })
    expect(read({ ...PRODUCTION, DATABASE_URL: 'postgres://base/x?sslmode=verify-full' }).DATA_DIR).toBe(
      'var',
    )
    expect(read({ DATABASE_URL: sqlite.DATABASE_URL }).DATA_DIR).toBe('var')
  })
})

test('production that is not told of its proxy is warned that no form works', () => {
  expect(proxyWarning(read(PRODUCTION))).toEqual([
    expect.stringMatching(/^TRUST_PROXY is not set: no cookie/),
  ])
  expect(proxyWarning(read({ ...PRODUCTION, TRUST_PROXY: '1' }))).toEqual([])
  expect(proxyWarning(read({}))).toEqual([])
})

describe('the gateway of SMS', () => {
  const SECRET = randomText()
  const withSms = (SMS_WEBHOOK_URL: string, SMS_WEBHOOK_SECRET = SECRET) => ({
    SMS_WEBHOOK_URL,
    SMS_WEBHOOK_SECRET,
  })

  test('needs its secret, of 32 characters or more', () => {
    expect(() => read(withSms('http://127.0.0.1:9000/sms', ''))).toThrow(
      'SMS_WEBHOOK_SECRET: SMS_WEBHOOK_URL needs it',
    )
    expect(() => read(withSms('https://sms.test', 'short'))).toThrow('SMS_WEBHOOK_SECRET: must have 32')
    expect(read(withSms('http://127.0.0.1:9000/sms'))).toMatchObject(withSms('http://127.0.0.1:9000/sms'))
  })

  test('is reached over https in production', () => {
    expect(() => read({ ...PRODUCTION, ...withSms('http://sms.test/enviar') })).toThrow(
      'SMS_WEBHOOK_URL: production sends over https',
    )
    expect(read({ ...PRODUCTION, ...withSms('https://sms.test/enviar?canal=1') }).SMS_WEBHOOK_SECRET).toBe(
      SECRET,
    )
  })

  test.each(['sms.test', 'ftp://sms.test', 'https://yo:clave@sms.test', 'https://sms.test/#aqui'])(
    'is not %s',
    (url) => {
      expect(() => read(withSms(url))).toThrow(/^SMS_WEBHOOK_URL: must/)
    },
  )

  test('without it production warns that SMS reach nobody, and they go to a folder beside the database', () => {
    const aviso = 'SMS_WEBHOOK_URL is not set: SMS are written to a folder and reach nobody.'
    expect(startWarnings(read(PRODUCTION))).toContain(aviso)
    expect(startWarnings(read({ ...PRODUCTION, ...withSms('https://sms.test') }))).not.toContain(aviso)
    expect(startWarnings(read({}))).not.toContain(aviso)
    expect(read({ DATA_DIR: 'otra' }).SMS_DIR).toBe('otra/sms')
  })
})

test('temporary keys are shown to natural persons and sent to the others, unless told otherwise', () => {
  expect(read({})).toMatchObject({
    RECOVERY_PROOF: 'answer',
    NATURAL_TEMPORARY_KEY_DELIVERY: 'page',
    MIGRANTE_TEMPORARY_KEY_DELIVERY: 'mail',
    JURIDICA_TEMPORARY_KEY_DELIVERY: 'mail',
  })
})
