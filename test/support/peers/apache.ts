/** Apache with mod_auth_openidc, as Debian has them: a system that signs people in with the product. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../product/free-port.ts'
import { findInstalled, runProgram, startAgain } from './program.ts'

const APACHE = '/usr/sbin/apache2'
const MODULES = '/usr/lib/apache2/modules'
const MODULE = `${MODULES}/mod_auth_openidc.so`

/** Where it is; undefined when it or its module is not, which fails in CI. */
export const findApache = (): string | undefined =>
  findInstalled('mod_auth_openidc', [MODULE]) && findInstalled('apache2', [APACHE])

export interface TestApache {
  /** Its origin. */
  base: string
  close(): Promise<void>
}

/** Addresses of the system, as docs/integracion.md registers it. */
export const apachePaths = {
  /** For who is signed in. */
  inside: '/privado/',
  /** Where the product sends the browser back. */
  callback: '/privado/vuelta',
  /** What the module knows of who is signed in. */
  info: '/privado/vuelta?info=json',
  /** Where the product tells of sign-outs. */
  backChannel: '/privado/vuelta?logout=backchannel',
  /** For everybody. */
  goodbye: '/adios.html',
} as const

/** Where it is reached: another site than the product’s. */
const apacheAt = (port: number): string => `http://localhost:${port}`

/** Starts it with a configuration made for where it listens. */
export const startApache = (configuration: (base: string) => Promise<string>): Promise<TestApache> =>
  startAgain(() => start(configuration))

async function start(configuration: (base: string) => Promise<string>): Promise<TestApache> {
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-apache-'))
  const port = await findFreePort()
  const base = apacheAt(port)
  const pages = join(folder, 'paginas')
  await mkdir(join(pages, 'privado'), { recursive: true })
  const leave = `vuelta?logout=${encodeURIComponent(base + apachePaths.goodbye)}`
  await writeFile(join(pages, 'privado', 'index.html'), page('Dentro', `<a href="${leave}">Salir</a>`))
  await writeFile(join(pages, 'adios.html'), page('Adiós', ''))
  await writeFile(join(pages, 'favicon.ico'), '')
  // Started by root, its workers are somebody else, who has to read the pages.
  await chmod(folder, 0o755)
  const modules = [
    'mpm_event',
    'authn_core',
    'authz_core',
    'authz_user',
    'dir',
    'mime',
    'headers',
    'auth_openidc',
  ]
  const lines = [
    `ServerRoot ${folder}`,
    'ServerName localhost',
    `Listen 127.0.0.1:${port}`,
    `PidFile ${join(folder, 'pid')}`,
    `DefaultRuntimeDir ${folder}`,
    `ErrorLog ${join(folder, 'log')}`,
    ...modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    'TypesConfig /etc/mime.types',
    'StartServers 1',
    `DocumentRoot ${pages}`,
    await configuration(base),
  ]
  const file = join(folder, 'apache.conf')
  await writeFile(file, lines.join('\n'))
  const end = await runProgram(APACHE, ['-DFOREGROUND', '-f', file], port)
  return {
    base,
    async close() {
      await end()
      await rm(folder, { recursive: true })
    },
  }
}

const page = (title: string, body: string) =>
  `<!DOCTYPE html><html lang="es"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}`
