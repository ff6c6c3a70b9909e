import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { VARIABLE_NAMES } from '../../src/config/variables.ts'
import { proxyWarning } from '../../src/config/warnings.ts'
import { foldersOf } from '../../src/folders.ts'
import { randomSecrets } from '../support/product/secrets.ts'

const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8')
const example = parseEnv(text)
const SECRETS = { SESSION_SECRET: 's', PEPPER: 'p', ENCRYPTION_KEYS: 'k' }

it('lists every variable of the schema exactly once', () => {
  const names = [...text.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
  expect(names.sort()).toEqual([...VARIABLE_NAMES].sort())
})

it('holds the default of each variable, so a copy changes nothing', () => {
  const fromExample = readConfig(example, () => SECRETS)
  expect(fromExample).toEqual(readConfig({}, () => SECRETS))
})

it('marks the variables that production needs, and they are enough to start', () => {
  const values: Record<string, string> = {
    NODE_ENV: 'production',
    BASE_URL: 'https://clave.test',
    TRUST_PROXY: '1',
    DATABASE_URL: 'sqlite:/var/lib/clave/base.db',
    ...randomSecrets(),
  }
  const marked = [...text.matchAll(/^# \(production\).*\n(?:#.*\n)*([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(marked).toEqual(Object.keys(values))
  const config = readConfig({ ...example, ...values }, () => SECRETS)
  expect(proxyWarning(config)).toEqual([])
  for (const [, folder] of foldersOf(config)) expect(folder).toMatch(/^\/var\/lib\/clave(\/|$)/)
})
