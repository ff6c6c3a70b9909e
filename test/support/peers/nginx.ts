/** nginx with the example of docs/deploy, on free ports, with a certificate of its own. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort } from '../product/free-port.ts'
import { findInstalled, runProgram, startAgain } from './program.ts'

const DEPLOY = new URL('../../../docs/deploy/', import.meta.url).pathname
/** The host of the example. */
export const HOST = 'clave.sence.example'

const LOCATIONS = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx']

/** Path of nginx; undefined when there is none, which fails in CI. */
export const findNginx = (): string | undefined => findInstalled('nginx', LOCATIONS)

export interface TestNginx {
  https: number
  http: number
  /** Its certificate, which vouches for itself. */
  ca: string
  /** All that it wrote in its logs. */
  readLogs(): Promise<string>
  close(): Promise<void>
}

/** Starts it in front of a port of loopback. */
export const startNginx = (upstream: number): Promise<TestNginx> => startAgain(() => start(upstream))

async function start(upstream: number): Promise<TestNginx> {
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-nginx-'))
  const [http, https] = [await findFreePort(), await findFreePort()]
  await mkdir(join(folder, 'logs'))
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-nodes', '-days', '1', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
    ...['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`],
    ...['-keyout', join(folder, 'llave.pem'), '-out', join(folder, 'cadena.pem')],
  ])
  const site = (await readFile(join(DEPLOY, 'nginx.conf'), 'utf8'))
    .replaceAll('/etc/ssl/clave-sence', folder)
    .replaceAll('/usr/share/clave-sence', DEPLOY.replace(/\/$/, ''))
    .replaceAll('/var/log/nginx', join(folder, 'logs'))
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${upstream}`)
    .replaceAll('listen 80', `listen 127.0.0.1:${http}`)
    .replaceAll('listen 443', `listen 127.0.0.1:${https}`)
  await writeFile(join(folder, 'site.conf'), site)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  )
  const main = [
    // Its workers read the pages where this user may.
    process.getuid?.() === 0 ? 'user root;' : '',
    `daemon off; worker_processes 1; pid ${join(folder, 'pid')}; error_log ${join(folder, 'logs', 'main')} error;`,
    'events { worker_connections 64; }',
    `http { access_log off; ${temporary.join(' ')} include ${join(folder, 'site.conf')}; }`,
  ]
  await writeFile(join(folder, 'nginx.conf'), main.join('\n'))
  const end = await runProgram(findNginx() ?? '', ['-c', join(folder, 'nginx.conf')], https)
  const read = (name: string) => readFile(join(folder, 'logs', name), 'utf8')
  return {
    https,
    http,
    ca: await readFile(join(folder, 'cadena.pem'), 'utf8'),
    readLogs: async () => (await read('main')) + (await read('clave-sence.error.log')),
    async close() {
      await end()
      await rm(folder, { recursive: true })
    },
  }
}
