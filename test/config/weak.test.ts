import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { InvalidConfig, readConfig } from '../../src/config/config.ts'
import { startWarnings } from '../../src/config/warnings.ts'
import { weaknessOf } from '../../src/config/weakness.ts'
import { randomKey, randomSecrets, randomText } from '../support/product/secrets.ts'

const production = (env: Record<string, string> = {}): Record<string, string> => ({
  NODE_ENV: 'production',
  BASE_URL: 'https://clave.test',
  DATABASE_URL: 'sqlite:/var/lib/clave/base.db',
  ...randomSecrets(),
  ...env,
})
const read = (env: Record<string, string>) => readConfig(env, randomSecrets)

/** What the start would say, a line for each problem. */
function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    read(env)
  } catch (error) {
    if (error instanceof InvalidConfig) return error.problems
    throw error
  }
  return []
}

const keyOf = (bytes: Buffer | string) => `k1:${Buffer.from(bytes).toString('base64')}`
const counting = Buffer.from(Array.from({ length: 32 }, (_, n) => n))

describe('production does not start with a secret that nobody made at random', () => {
  test.each([
    ['zeros', keyOf(Buffer.alloc(32)), 'is one value repeated'],
    ['one byte repeated', keyOf(Buffer.alloc(32, 0xa7)), 'is one value repeated'],
    ['a pattern repeated', keyOf(Buffer.alloc(32, 'deadbeefcafe0123', 'hex')), 'repeats a pattern'],
    ['half of it twice', keyOf(Buffer.alloc(32, randomText().slice(0, 32), 'hex')), 'repeats a pattern'],
    ['bytes that count', keyOf(counting), 'counts up or down'],
    ['text of few characters', keyOf('axaxaxxaaxxaxaxxaxaaxaxxaxxaaxax'), 'has too few different values'],
    ['a sentence', keyOf('Zorro y vaca: 48 bjkmpqwxf, luna'), 'is text, not random bytes'],
  ])('a key of %s', (_what, key, why) => {
    for (const name of ['PEPPER', 'ENCRYPTION_KEYS']) {
      expect(problemsOf(production({ [name]: key }))).toEqual([
        `${name}: ${why}; make one with openssl rand -base64 32`,
      ])
    }
  })

  test.each([
    ['one letter repeated', 's'.repeat(40), 'is one value repeated'],
    ['a word repeated', 'clave123'.repeat(5), 'repeats a pattern'],
    ['the alphabet', 'abcdefghijklmnopqrstuvwxyz0123456789', 'counts up or down'],
    ['few letters', 'axmamxaxxmamxaaxmmxaxamxaxmamxxam', 'has too few different values'],
    ['what an example says', 'cambiame-por-algo-de-verdad-38kfQ', 'is an example or a word'],
    ['an English example', 'Please-Change-Me-before-you-go-live', 'is an example or a word'],
  ])('a text that is %s', (_what, text, why) => {
    const sms = { SMS_WEBHOOK_URL: 'https://sms.test/' }
    for (const name of ['SESSION_SECRET', 'METRICS_TOKEN', 'SMS_WEBHOOK_SECRET']) {
      expect(problemsOf(production({ ...sms, SMS_WEBHOOK_SECRET: randomText(), [name]: text }))).toEqual([
        `${name}: ${why}; make one with openssl rand -base64 32`,
      ])
    }
    const rotated = `${randomText()},${text}`
    expect(problemsOf(production({ SESSION_SECRET: rotated }))).toHaveLength(1)
  })

  test('nor with a secret that is written in its own documents', async () => {
    const folder = new URL('../../docs/', import.meta.url)
    const text = await readFile(new URL('operating.md', folder), 'utf8')
    const [, example = ''] = /signed with `([^`]+)`/.exec(text) ?? []
    expect(weaknessOf(example)).toBe('is an example or a word')
  })

  test('nor with one secret for two uses, however it is written', () => {
    const bytes = Buffer.from(randomText(), 'hex')
    const inUrls = bytes.toString('base64url')
    const twice = (env: Record<string, string>) => problemsOf(production(env))
    expect(twice({ PEPPER: keyOf(bytes), ENCRYPTION_KEYS: `e9:${inUrls}` })).toEqual([
      'ENCRYPTION_KEYS: is the same as PEPPER',
    ])
    expect(twice({ SESSION_SECRET: inUrls, PEPPER: keyOf(bytes) })).toEqual([
      'PEPPER: is the same as SESSION_SECRET',
    ])
    const text = randomText()
    expect(twice({ SESSION_SECRET: text, METRICS_TOKEN: text })).toEqual([
      'METRICS_TOKEN: is the same as SESSION_SECRET',
    ])
    expect(twice({ PEPPER: `${keyOf(bytes)},k2:${inUrls}` })).toEqual([
      'PEPPER: is the same as another of its own',
    ])
  })

  test('but a weak key can be left: as a former one it opens what is old, with a warning', () => {
    const weak = keyOf(Buffer.alloc(32))
    const env = production({
      PEPPER: `${randomKey('k2')},${weak}`,
      ENCRYPTION_KEYS: `${randomKey('k2')},${weak}`,
      SMTP_URL: 'smtps://correo.test',
    })
    const why = 'is one value repeated; make one with openssl rand -base64 32 (a former key)'
    expect(startWarnings(read(env))).toEqual([
      'SMS_WEBHOOK_URL is not set: SMS are written to a folder and reach nobody.',
      `PEPPER: ${why}`,
      `ENCRYPTION_KEYS: ${why}`,
      'ENCRYPTION_KEYS: is the same as PEPPER (a former key)',
    ])
  })

  test('what openssl makes is never refused', () => {
    for (let n = 0; n < 2000; n++) expect(problemsOf(production())).toEqual([])
  })
})

describe('a fixed captcha', () => {
  const REACHED = 'TEST_CAPTCHA: is for automatic tests, and BASE_URL is reached from other machines'

  test.each(['test', 'development'])('is refused in %s where other machines reach it', (NODE_ENV) => {
    const withCaptcha = { NODE_ENV, TEST_CAPTCHA: 'ABCDE' }
    for (const BASE_URL of ['https://clave.sence.cl', 'http://10.0.0.5:3000', 'http://127.0.0.1.sence.cl']) {
      expect(problemsOf({ ...withCaptcha, BASE_URL })).toEqual([REACHED])
    }
    for (const HOST of ['0.0.0.0', '::', '10.0.0.5', 'clave.sence.cl']) {
      expect(problemsOf({ ...withCaptcha, HOST })).toEqual([
        `HOST: ${NODE_ENV} listens on this machine only (127.0.0.1); set NODE_ENV=production for ${HOST}`,
      ])
    }
    for (const BASE_URL of ['http://127.0.0.1:3000', 'http://[::1]:3000', 'http://clave.localhost']) {
      expect(problemsOf({ ...withCaptcha, BASE_URL })).toEqual([])
    }
  })

  test('is refused in production, wherever it listens', () => {
    expect(problemsOf(production({ TEST_CAPTCHA: 'ABCDE' }))).toEqual([
      'TEST_CAPTCHA: is for automatic tests; production refuses it',
    ])
  })
})

describe('a database on another machine', () => {
  const REFUSED =
    'DATABASE_URL: another machine is reached with sslmode=verify-full (or, asked for by name, DATABASE_TLS=unverified)'

  test.each([
    'postgres://u:c@base.interno/clave',
    'postgresql://u:c@10.0.0.9:5432/clave?sslmode=disable',
    'postgres://u:c@base.interno/clave?sslmode=prefer',
    'postgres://u:c@base.interno/clave?sslmode=require',
    'postgres://u:c@base.interno/clave?sslmode=verify-ca',
    'postgres://u:c@base.interno/clave?sslmode=no-verify',
    'postgres://u:c@base.interno/clave?ssl=true',
    'postgres://u:c@base.interno/clave?sslmode=verify-full&sslmode=disable',
    'postgres://u:c@127.0.0.1/clave?host=base.interno',
    'postgres://u:c@/clave',
  ])('is not reached by production as %s, unless asked for by name, and then it warns', (DATABASE_URL) => {
    expect(problemsOf(production({ DATABASE_URL, DATA_DIR: '/srv' }))).toEqual([REFUSED])
    const byName = read(production({ DATABASE_URL, DATA_DIR: '/srv', DATABASE_TLS: 'unverified' }))
    expect(startWarnings(byName)).toContainEqual(expect.stringMatching(/^DATABASE_URL: nobody verifies who/))
  })

  test.each([
    'postgres://u:c@base.interno/clave?sslmode=verify-full',
    'postgres://u:c@127.0.0.1/clave',
    'postgres://u:c@[::1]:5432/clave?sslmode=disable',
    'postgres://u@/clave?host=/run/postgresql',
    'postgres://u@%2Frun%2Fpostgresql/clave',
  ])('is reached as %s, without a warning', (DATABASE_URL) => {
    expect(startWarnings(read(production({ DATABASE_URL, DATA_DIR: '/srv' }))).join()).not.toContain(
      'DATABASE',
    )
  })
})

test('production verifies who is at the other end of every connection', () => {
  expect(problemsOf(production({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }))).toEqual([
    'NODE_TLS_REJECT_UNAUTHORIZED: with 0 nobody at the other end is verified; unset it',
  ])
  for (const SMTP_URL of [
    'smtp://relay.interno:25?requireTLS=false',
    'smtp://relay.interno:25?ignoreTLS=true',
    'smtp://relay.interno:25?requireTLS=0',
    'smtp://relay.interno:25?ignoreTLS=1',
    'smtps://relay.interno?tls.rejectUnauthorized=false',
  ]) {
    expect(startWarnings(read(production({ SMTP_URL })))).toContainEqual(
      expect.stringMatching(/^SMTP_URL: nobody/),
    )
  }
  for (const SMTP_URL of ['smtp://relay.interno:587', 'smtp://127.0.0.1:25?requireTLS=false']) {
    expect(startWarnings(read(production({ SMTP_URL }))).join()).not.toContain('SMTP_URL')
  }
})

test.each([
  '0.0.0.0/0',
  '::/0',
  '::ffff:0:0/96',
  '::ffff:128.0.0.0/97',
  '0:0:0:0:0:ffff:0:0/96',
  '10.0.0.1, 128.0.0.0/1',
  '10',
  '99',
  'true',
])('does not trust %s as its proxies: visitors would choose the address that limits count', (TRUST_PROXY) => {
  expect(problemsOf({ TRUST_PROXY })).toEqual([expect.stringMatching(/^TRUST_PROXY: /)])
})
