import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { proxyWarning, readConfig, VARIABLE_NAMES } from '../../src/config.ts'
import { foldersOf } from '../../src/folders.ts'

const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8')
const example = parseEnv(text)
const SECRETS = { SESSION_SECRET: 's', PEPPER: 'p', ENCRYPTION_KEYS: 'k' }

test('.env.example lists every variable of the schema once, and no other', () => {
  const names = [...text.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
  expect(names.sort()).toEqual([...VARIABLE_NAMES].sort())
})

test('a copy of it changes nothing: it says what each variable takes when it is left out', () => {
  const fromExample = readConfig(example, () => SECRETS)
  expect(fromExample).toEqual(readConfig({}, () => SECRETS))
})

test('production starts with the variables that it marks alone, and its forms work', () => {
  const key = `k1:${Buffer.alloc(32, 7).toString('base64')}`
  const values: Record<string, string> = {
    NODE_ENV: 'production',
    BASE_URL: 'https://clave.test',
    TRUST_PROXY: '1',
    DATABASE_URL: 'sqlite:/var/lib/clave/base.db',
    SESSION_SECRET: 's'.repeat(32),
    PEPPER: key,
    ENCRYPTION_KEYS: key,
  }
  const marked = [...text.matchAll(/^# \(production\).*\n(?:#.*\n)*([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(marked).toEqual(Object.keys(values))
  const config = readConfig({ ...example, ...values }, () => SECRETS)
  expect(proxyWarning(config)).toEqual([])
  for (const [, folder] of foldersOf(config)) expect(folder).toMatch(/^\/var\/lib\/clave(\/|$)/)
})
