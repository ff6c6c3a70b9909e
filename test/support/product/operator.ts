/** A product listening for browsers, and the commands of `npm run cli` on the same database. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../../src/cli/run.ts'
import type { Organismo } from '../../../src/domain/organisations/organismo.ts'
import { openTestSite, type TestSite } from '../http/site.ts'

export interface TestSiteWithOperador extends TestSite {
  /** Folder for the files that commands read and write. */
  folder: string
  /** Runs a command. @returns the lines it printed. @throws Error when it fails. */
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
      const printed: string[] = []
      const print = (line: string) => void printed.push(line)
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
      if ((await runCommand(cli, words)) !== 0) throw new Error(`${words.join(' ')}: ${printed.join(' ')}`)
      return printed
    },
    async close() {
      await site.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Writes a file for a command to read. @returns its path. */
export async function writeLines(
  { folder }: TestSiteWithOperador,
  name: string,
  lines: string[],
): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

/** Replaces the registro with these organismos, even if many are missing. */
export async function importRegistro(site: TestSiteWithOperador, organismos: Organismo[]): Promise<void> {
  const path = await writeLines(site, 'organismos.csv', [
    'rut;razon_social;tipo;vigente;rut_representante',
    ...organismos.map(({ rut, razonSocial, tipo, vigente, rutRepresentante }) =>
      [rut, razonSocial, tipo, vigente ? 'si' : 'no', rutRepresentante].join(';'),
    ),
  ])
  await site.command('organismos', 'importar', path, '--forzar')
}
