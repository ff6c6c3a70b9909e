import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { violations } from './imports.ts'
import { LIBRARIES } from './libraries.ts'
import { unmatchedRooms } from './rooms.ts'
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
      "import { readCuenta } from '../application/staff/cuentas/read-cuenta.ts'",
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
    ['src/config/a.ts', "import { makeFolders } from '../folders.ts'", 'config reads and judges settings'],
    ['migrations/a.ts', "import { PERFILES } from '../src/domain/perfil.ts'", 'migrations import nothing'],
    ['src/storage/a.ts', "import pg from 'pg'", 'only storage/engine names an engine'],
    ['src/storage/a.ts', "import { SqliteDialect } from 'kysely'", 'only storage/engine names an engine'],
    ['src/cli/a.ts', "const engine = 'postgres'", 'the reading of DATABASE_URL name an engine'],
    ['src/server2.ts', "import Provider from 'oidc-provider'", 'oidc-provider belongs to src/openid/'],
    ['src/http/a.ts', "import sharp from 'sharp'", 'sharp belongs to src/security/documentos/'],
    [
      'src/http/a.ts',
      "import addresses from 'nodemailer/lib/addressparser'",
      'nodemailer belongs to src/mail/',
    ],
    ['src/mail/a.ts', "import { PDFDocument } from '@cantoo/pdf-lib'", '@cantoo/pdf-lib belongs to'],
    ['src/mail/a.ts', "import lodash from 'lodash'", 'each library belongs to a layer'],
    ['src/mail/a.ts', "import { join } from 'path'", 'each library belongs to a layer'],
    ['src/app.ts', "import { openStore } from './storage/index.ts'", 'app.ts joins rooms'],
    [
      'src/http/staff/a.ts',
      "import { registrar } from '../../application/citizen/registrar.ts'",
      'the console is an entrance',
    ],
    [
      'src/http/staff/a.ts',
      "import { openStore } from '../../storage/index.ts'",
      'the console is an entrance',
    ],
    [
      'src/http/staff/a.ts',
      "import { rotateKeys } from '../../application/operator/rotate-keys.ts'",
      'the console is an entrance',
    ],
    [
      'src/mail/a.ts',
      "import type { Config } from '../config/config.ts'",
      'only what starts the product reads the config',
    ],
    ['src/mail/a.ts', 'const url = process.env.SMTP_URL', 'only the programs read the environment'],
    ['src/mail/a.ts', "const url = process['env'].SMTP_URL", 'only the programs read the environment'],
    ['src/mail/a.ts', 'const { env } = process', 'only the programs read the environment'],
    ['src/mail/a.ts', "import { env } from 'node:process'", 'only the programs read the environment'],
    ['src/http/a.ts', "const b = await import('../storage/index.ts')", 'http is an entrance'],
    [
      'src/http/forms/a.ts',
      "import { proceed } from '../citizen/progress.ts'",
      'http/forms serves any entrance',
    ],
    ['src/http/forms/a.ts', "import { a } from '../staff/a.ts'", 'http/forms serves any entrance'],
    ['src/http/forms/a.ts', "import { a } from '../interaction/a.ts'", 'http/forms serves any entrance'],
    [
      'src/http/forms/a.ts',
      "import { tramites } from '../../domain/forms/tramites.ts'",
      'http/forms serves any entrance',
    ],
    [
      'src/http/forms/a.ts',
      "import type { Paso } from '../../domain/forms/tramite.ts'",
      'http/forms serves any entrance',
    ],
    [
      'src/http/forms/a.ts',
      "import type { Perfil } from '../../domain/perfil.ts'",
      'http/forms serves any entrance',
    ],
    ['src/http/a.ts', "import '../storage/index.ts'", 'http is an entrance'],
    ['src/http/a.ts', "import {\n  openStore,\n} from '../storage/index.ts'", 'http is an entrance'],
  ]
  it.each(breaches)('%s: %s', (path, source, rule) => {
    expect(violations({ ...sources, [path]: source })).toContainEqual(
      expect.stringMatching(new RegExp(`^${path.replaceAll('.', '\\.')}.*: .*${rule}`)),
    )
  })

  /** Where a wall stands: who must not reach what, directly or through files of nobody's. */
  const walls: [string, string, string][] = [
    ['http/citizen', 'application/staff', 'citizen code reaches no staff'],
    ['http/citizen', 'application/operator', 'citizen code reaches no staff'],
    ['http/citizen', 'http/staff', 'citizen code reaches no staff'],
    ['http/citizen', 'http/interaction', 'citizen code reaches no staff'],
    ['http/citizen', 'openid', 'citizen code reaches no staff'],
    ['http/staff', 'http/citizen', 'staff code reaches no citizen router'],
    ['http/staff', 'application/citizen', 'staff code reaches no citizen router'],
    ['http/staff', 'http/interaction', 'staff code reaches no citizen router'],
    ['http/interaction', 'http/citizen', 'the pages of OpenID reach no citizen router'],
    ['http/interaction', 'http/staff', 'the pages of OpenID reach no citizen router'],
    ['http/interaction', 'application/staff', 'the pages of OpenID reach no citizen router'],
    ['openid', 'http/request', 'OpenID reaches no page'],
    ['openid', 'http/interaction', 'OpenID reaches no page'],
    ['openid', 'application/operator', 'OpenID reaches no page'],
    ...['http/session', 'http/request', 'http/middleware', 'http/views', 'http/static', 'http'].flatMap(
      (room) =>
        ['http/citizen', 'http/staff', 'http/interaction', 'http/dev'].map(
          (entrance): [string, string, string] => [room, entrance, 'what the entrances share knows none'],
        ),
    ),
  ]
  const importOf = (room: string, file: string) => `import { a } from '/${room}/${file}.ts'`
  const planted = (files: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(files).map(([path, source]) => {
        const up = '../'.repeat(path.split('/').length - 1)
        return [path, source.replace("'/", `'${up}src/`)]
      }),
    )

  it.each(walls)('%s never reaches %s', (room, forbidden, rule) => {
    const files = planted({
      [`src/${room}/planted.ts`]: importOf('application', 'planted-way'),
      'src/application/planted-way.ts': importOf(forbidden, 'planted-end'),
      [`src/${forbidden}/planted-end.ts`]: 'export const a = 1',
    })
    expect(violations({ ...sources, ...files })).toContainEqual(
      expect.stringMatching(
        new RegExp(`^src/${room}/planted.ts -> .*planted-way.ts -> .*planted-end.ts: ${rule}`),
      ),
    )
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

it('every library has its layer', async () => {
  const { dependencies } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(Object.keys(dependencies).filter((name) => !Object.hasOwn(LIBRARIES, name))).toEqual([])
})

describe('every layer and room has its line in the README', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const paths = Object.keys(sources)

  it('and no line lacks its room', () => {
    expect(unmatchedRooms(paths, readme)).toEqual([])
  })

  it.each(['src/http/pagos/a.ts', 'src/application/pagos/a.ts', 'src/pagos/a.ts'])('%s has none', (path) => {
    const room = path.replace('/a.ts', '')
    expect(unmatchedRooms([...paths, path], readme)).toEqual([
      `${room}: the README does not say what may enter it`,
    ])
  })

  it('a room that was taken down', () => {
    const left = paths.filter((path) => !path.startsWith('src/http/static/'))
    expect(unmatchedRooms(left, readme)).toEqual(['src/http/static: in the README, but not there'])
  })
})
