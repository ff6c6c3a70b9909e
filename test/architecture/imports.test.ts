import { describe, expect, test } from 'vitest'
import { violations } from './imports.ts'
import { readSources } from './sources.ts'

const sources = await readSources(['src', 'migrations'], '.ts')

test('no source breaks the rules of who imports whom', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(100)
  expect(violations(sources)).toEqual([])
})

describe('a planted breach is found', () => {
  const breaches: [string, string, string][] = [
    ['src/domain/a.ts', "import type { Reloj } from '../application/ports.ts'", 'domain imports only itself'],
    ['src/domain/a.ts', "import { join } from 'node:path'", 'domain imports only itself'],
    ['src/domain/a.ts', "export { sql } from 'kysely'", 'domain imports only itself'],
    ['src/application/a.ts', "import { z } from 'zod'", 'application imports only'],
    ['src/application/a.ts', "import { randomUUID } from 'node:crypto'", 'application imports only'],
    [
      'src/application/a.ts',
      "import { abrirAlmacen } from '../storage/index.ts'",
      'application imports only',
    ],
    [
      'src/storage/a.ts',
      "import { crearCifrador } from '../security/cifrador.ts'",
      'storage imports the ports',
    ],
    ['src/storage/a.ts', "import { anotar } from '../application/anotar.ts'", 'storage imports the ports'],
    ['src/mail/a.ts', "import { abrirAlmacen } from '../storage/index.ts'", 'mail imports the ports'],
    [
      'src/security/a.ts',
      "import { crearRedactor } from '../mail/redactor.ts'",
      'security imports the ports',
    ],
    ['src/http/a.ts', "import { abrirAlmacen } from '../storage/index.ts'", 'http is an entrance'],
    [
      'src/http/a.ts',
      "import { readCuenta } from '../application/operator/read-cuenta.ts'",
      'http is an entrance',
    ],
    ['src/openid/a.ts', "import { redDe } from '../http/red.ts'", 'openid is an entrance'],
    ['src/cli/a.ts', "import { redDe } from '../http/red.ts'", 'cli is an entrance'],
    ['src/cli/a.ts', "import { crearRedactor } from '../mail/redactor.ts'", 'cli is an entrance'],
    ['migrations/a.ts', "import { PERFILES } from '../src/domain/perfil.ts'", 'migrations import nothing'],
    ['src/storage/a.ts', "import pg from 'pg'", 'only storage/engine names an engine'],
    ['src/storage/a.ts', "import { SqliteDialect } from 'kysely'", 'only storage/engine names an engine'],
    ['src/cli/a.ts', "const motor = 'postgres'", 'the reading of DATABASE_URL name an engine'],
    ['src/server2.ts', "import Provider from 'oidc-provider'", 'only openid knows oidc-provider'],
    [
      'src/mail/a.ts',
      "import type { Config } from '../config.ts'",
      'only what starts the product reads the config',
    ],
    ['src/mail/a.ts', 'const url = process.env.SMTP_URL', 'only the programs read the environment'],
    ['src/http/a.ts', "const b = await import('../storage/index.ts')", 'http is an entrance'],
    ['src/http/a.ts', "import '../storage/index.ts'", 'http is an entrance'],
    ['src/http/a.ts', "import {\n  abrirAlmacen,\n} from '../storage/index.ts'", 'http is an entrance'],
  ]
  test.each(breaches)('%s: %s', (path, source, rule) => {
    expect(violations({ ...sources, [path]: source })).toContainEqual(
      expect.stringMatching(new RegExp(`^${path.replaceAll('.', '\\.')}.*: .*${rule}`)),
    )
  })

  test('a citizen router that reaches an operator through other files', () => {
    const planted = {
      'src/http/citizen/a.ts': "import { b } from '../b.ts'",
      'src/http/b.ts': "import { c } from '../application/c.ts'",
      'src/application/c.ts': "import { readCuenta } from './operator/read-cuenta.ts'",
    }
    expect(violations({ ...sources, ...planted })).toEqual([
      'src/application/operator/read-cuenta.ts: citizen routers never reach it',
    ])
  })

  test('a cycle, however long', () => {
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

test('what a comment says is not an import', () => {
  const source = "// import pg from 'pg'\n/* process.env of postgres */\nexport const a = 'https://sence.cl'"
  expect(violations({ 'src/domain/a.ts': source })).toEqual([])
})
