import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { avisoDeProxy, ConfigInvalida, conPaginasDeDesarrollo, leerConfig } from '../src/config.ts'

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

test('production that is not told of its proxy is warned that no form works', () => {
  expect(avisoDeProxy(leer(PRODUCCION))).toEqual([
    expect.stringMatching(/^TRUST_PROXY is not set: no cookie/),
  ])
  expect(avisoDeProxy(leer({ ...PRODUCCION, TRUST_PROXY: '1' }))).toEqual([])
  expect(avisoDeProxy(leer({}))).toEqual([])
})
