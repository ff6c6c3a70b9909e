import { describe, expect, it } from 'vitest'
import { violations } from './imports.ts'
import { readSources } from './sources.ts'

const sources = await readSources(['src', 'migrations'], '.ts')

it('no source breaks the import rules', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(100)
  expect(violations(sources)).toEqual([])
})

describe('a planted violation is found', () => {
  const breaches: [string, string, string][] = [
    ['src/domain/a.ts', "import type { Clock } from '../application/ports.ts'", 'domain imports only itself'],
    ['src/domain/a.ts', "import { join } from 'node:path'", 'domain imports only itself'],
    ['src/domain/a.ts', "export { sql } from 'kysely'", 'domain imports only itself'],
    ['src/application/a.ts', "import { z } from 'zod'", 'application imports only'],
    ['src/application/a.ts', "import { randomUUID } from 'node:crypto'", 'application imports only'],
    ['src/application/a.ts', "import { openStore } from '../storage/index.ts'", 'application imports only'],
    ['src/storage/a.ts', "import { createCipher } from '../security/cipher.ts'", 'storage imports the ports'],
    [
      'src/storage/a.ts',
      "import { recordAudit } from '../application/audit/record.ts'",
      'storage imports the ports',
    ],
    ['src/mail/a.ts', "import { openStore } from '../storage/index.ts'", 'mail imports the ports'],
    [
      'src/security/a.ts',
      "import { createRenderer } from '../mail/renderer.ts'",
      'security imports the ports',
    ],
    ['src/http/a.ts', "import { openStore } from '../storage/index.ts'", 'http is an entrance'],
    [
      'src/http/a.ts',
      "import { readCuenta } from '../application/operator/read-cuenta.ts'",
      'http is an entrance',
    ],
    [
      'src/openid/a.ts',
      "import { clientNetwork } from '../http/request/client-network.ts'",
      'openid is an entrance',
    ],
    [
      'src/cli/a.ts',
      "import { clientNetwork } from '../http/request/client-network.ts'",
      'cli is an entrance',
    ],
    ['src/cli/a.ts', "import { createRenderer } from '../mail/renderer.ts'", 'cli is an entrance'],
    ['migrations/a.ts', "import { PERFILES } from '../src/domain/perfil.ts'", 'migrations import nothing'],
    ['src/storage/a.ts', "import pg from 'pg'", 'only storage/engine names an engine'],
    ['src/storage/a.ts', "import { SqliteDialect } from 'kysely'", 'only storage/engine names an engine'],
    ['src/cli/a.ts', "const engine = 'postgres'", 'the reading of DATABASE_URL name an engine'],
    ['src/server2.ts', "import Provider from 'oidc-provider'", 'only openid knows oidc-provider'],
    [
      'src/mail/a.ts',
      "import type { Config } from '../config.ts'",
      'only what starts the product reads the config',
    ],
    ['src/mail/a.ts', 'const url = process.env.SMTP_URL', 'only the programs read the environment'],
    ['src/http/a.ts', "const b = await import('../storage/index.ts')", 'http is an entrance'],
    ['src/http/a.ts', "import '../storage/index.ts'", 'http is an entrance'],
    ['src/http/a.ts', "import {\n  openStore,\n} from '../storage/index.ts'", 'http is an entrance'],
  ]
  it.each(breaches)('%s: %s', (path, source, rule) => {
    expect(violations({ ...sources, [path]: source })).toContainEqual(
      expect.stringMatching(new RegExp(`^${path.replaceAll('.', '\\.')}.*: .*${rule}`)),
    )
  })

  it('a citizen router that reaches an operator through other files', () => {
    const planted = {
      'src/http/citizen/a.ts': "import { b } from '../b.ts'",
      'src/http/b.ts': "import { c } from '../application/c.ts'",
      'src/application/c.ts': "import { readCuenta } from './operator/read-cuenta.ts'",
    }
    expect(violations({ ...sources, ...planted })).toEqual([
      'src/application/operator/read-cuenta.ts: citizen routers never reach it',
    ])
  })

  it('a cycle of any length', () => {
    const planted = {
      'src/domain/a.ts': "import { b } from './b.ts'",
      'src/domain/b.ts': "import { c } from './c.ts'",
      'src/domain/c.ts': "import { a } from './a.ts'",
    }
    expect(violations({ ...sources, ...planted })).toEqual([
      'src/domain/a.ts: no cycles',
      'src/domain/b.ts: no cycles',
      'src/domain/c.ts: no cycles',
    ])
  })
})

it('comments are ignored', () => {
  const source = "// import pg from 'pg'\n/* process.env of postgres */\nexport const a = 'https://sence.cl'"
  expect(violations({ 'src/domain/a.ts': source })).toEqual([])
})
