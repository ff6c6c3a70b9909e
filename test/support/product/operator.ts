/** A product listening for browsers, with who runs it at hand: the orders of `npm run cli` over the same database. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../../src/cli/run.ts'
import type { Organismo } from '../../../src/domain/organisations/organismo.ts'
import { openTestSite, type TestSite } from '../http/site.ts'

export interface TestSiteWithOperador extends TestSite {
  /** Folder for the files that orders read and write. */
  folder: string
  /** Gives an order. @returns what it said. @throws when it fails. */
  command(...words: string[]): Promise<string[]>
}

export async function openTestSiteWithOperador(): Promise<TestSiteWithOperador> {
  const secrets = {
    SESSION_SECRET: randomBytes(32).toString('hex'),
    PEPPER: `k1:${randomBytes(32).toString('base64')}`,
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  }
  const site = await openTestSite(secrets)
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-operador-'))
  const { DATABASE_URL } = site.config
  const env = { NODE_ENV: 'test', DATA_DIR: folder, DATABASE_URL, BCRYPT_COST: '4', ...secrets }
  return {
    ...site,
    folder,
    async command(...words) {
      const said: string[] = []
      const print = (line: string) => void said.push(line)
      const cli = {
        env,
        who: 'prueba',
        clock: site.clock,
        print,
        warn: print,
        ask: async () => '',
        passphraseCost: 4,
        freeDisk: async () => 2 ** 40,
      }
      if ((await runCommand(cli, words)) !== 0) throw new Error(`${words.join(' ')}: ${said.join(' ')}`)
      return said
    },
    async close() {
      await site.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Writes a file for an order to read. @returns where it is. */
export async function file({ folder }: TestSiteWithOperador, name: string, lines: string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

/** Makes these the register in force, whatever it held before: each story brings its own. */
export async function importRegistro(site: TestSiteWithOperador, organismos: Organismo[]): Promise<void> {
  const path = await file(site, 'organismos.csv', [
    'rut;razon_social;tipo;vigente;rut_representante',
    ...organismos.map(({ rut, razonSocial, tipo, vigente, rutRepresentante }) =>
      [rut, razonSocial, tipo, vigente ? 'si' : 'no', rutRepresentante].join(';'),
    ),
  ])
  await site.command('organismos', 'importar', path, '--forzar')
}
