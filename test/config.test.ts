import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  advertencias,
  avisoDeProxy,
  ConfigInvalida,
  conPaginasDeDesarrollo,
  leerConfig,
} from '../src/config.ts'

const llave = `k1:${randomBytes(32).toString('base64')}`
const SECRETOS = { SESSION_SECRET: 's'.repeat(32), PEPPER: llave, ENCRYPTION_KEYS: llave }
const leer = (entorno: Record<string, string>) => leerConfig(entorno, () => SECRETOS)
const PRODUCCION = {
  ...SECRETOS,
  NODE_ENV: 'production',
  BASE_URL: 'https://clave.test',
  DATABASE_URL: 'sqlite:x.db',
}

describe('development', () => {
  test.each(['0.0.0.0', '::', '10.0.0.5', 'clave.test', '127.0.0.1.clave.test'])(
    'does not start on %s, where others would read everybody’s mail',
    (HOST) => {
      expect(() => leer({ HOST })).toThrow(ConfigInvalida)
      expect(() => leer({ HOST })).toThrow(
        `HOST: development listens on this machine only (127.0.0.1); set NODE_ENV=production for ${HOST}`,
      )
    },
  )

  test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('starts on %s and shows the mail', (HOST) => {
    expect(conPaginasDeDesarrollo(leer({ HOST, BASE_URL: 'http://localhost:3000' }))).toBe(true)
  })

  test('shows no mail behind a proxy with TLS, nor do production and tests', () => {
    expect(conPaginasDeDesarrollo(leer({ BASE_URL: 'https://clave.test' }))).toBe(false)
    expect(conPaginasDeDesarrollo(leer({ ...PRODUCCION, HOST: '0.0.0.0' }))).toBe(false)
    expect(conPaginasDeDesarrollo(leer({ NODE_ENV: 'test' }))).toBe(false)
  })
})

describe('the folder of what the product writes', () => {
  test('is in production that of the database, which is named there', () => {
    const sqlite = { ...PRODUCCION, DATABASE_URL: 'sqlite:/var/lib/clave/base.db' }
    expect(leer(sqlite)).toMatchObject({
      DATA_DIR: '/var/lib/clave',
      MAIL_DIR: '/var/lib/clave/correo',
      SMS_DIR: '/var/lib/clave/sms',
    })
    expect(leer({ ...sqlite, DATA_DIR: '/srv' })).toMatchObject({ DATA_DIR: '/srv', MAIL_DIR: '/srv/correo' })
    expect(leer({ ...PRODUCCION, DATABASE_URL: 'postgres://base/x' }).DATA_DIR).toBe('var')
    expect(leer({ DATABASE_URL: sqlite.DATABASE_URL }).DATA_DIR).toBe('var')
  })
})

test('production that is not told of its proxy is warned that no form works', () => {
  expect(avisoDeProxy(leer(PRODUCCION))).toEqual([
    expect.stringMatching(/^TRUST_PROXY is not set: no cookie/),
  ])
  expect(avisoDeProxy(leer({ ...PRODUCCION, TRUST_PROXY: '1' }))).toEqual([])
  expect(avisoDeProxy(leer({}))).toEqual([])
})

describe('the gateway of SMS', () => {
  const SECRETO = 's'.repeat(32)
  const con = (SMS_WEBHOOK_URL: string, SMS_WEBHOOK_SECRET = SECRETO) => ({
    SMS_WEBHOOK_URL,
    SMS_WEBHOOK_SECRET,
  })

  test('needs its secret, of 32 characters or more', () => {
    expect(() => leer(con('http://127.0.0.1:9000/sms', ''))).toThrow(
      'SMS_WEBHOOK_SECRET: SMS_WEBHOOK_URL needs it',
    )
    expect(() => leer(con('https://sms.test', 'short'))).toThrow('SMS_WEBHOOK_SECRET: must have 32')
    expect(leer(con('http://127.0.0.1:9000/sms'))).toMatchObject(con('http://127.0.0.1:9000/sms'))
  })

  test('is reached over https in production', () => {
    expect(() => leer({ ...PRODUCCION, ...con('http://sms.test/enviar') })).toThrow(
      'SMS_WEBHOOK_URL: production sends over https',
    )
    expect(leer({ ...PRODUCCION, ...con('https://sms.test/enviar?canal=1') }).SMS_WEBHOOK_SECRET).toBe(
      SECRETO,
    )
  })

  test.each(['sms.test', 'ftp://sms.test', 'https://yo:clave@sms.test', 'https://sms.test/#aqui'])(
    'is not %s',
    (url) => {
      expect(() => leer(con(url))).toThrow(/^SMS_WEBHOOK_URL: must/)
    },
  )

  test('without it production warns that SMS reach nobody, and they go to a folder beside the database', () => {
    const aviso = 'SMS_WEBHOOK_URL is not set: SMS are written to a folder and reach nobody.'
    expect(advertencias(leer(PRODUCCION))).toContain(aviso)
    expect(advertencias(leer({ ...PRODUCCION, ...con('https://sms.test') }))).not.toContain(aviso)
    expect(advertencias(leer({}))).not.toContain(aviso)
    expect(leer({ DATA_DIR: 'otra' }).SMS_DIR).toBe('otra/sms')
  })
})

test('temporary keys are shown to natural persons and sent to the others, unless told otherwise', () => {
  expect(leer({})).toMatchObject({
    NATURAL_TEMPORARY_KEY_DELIVERY: 'page',
    MIGRANTE_TEMPORARY_KEY_DELIVERY: 'mail',
    JURIDICA_TEMPORARY_KEY_DELIVERY: 'mail',
  })
})
