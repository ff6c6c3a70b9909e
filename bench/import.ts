/**
 * Measures how fast cuentas are imported from the old system, compared with a bare prepared insert of the same
 * rows, and how much memory the import takes. Fails when the ratio is below the goal.
 *
 *     node src/launch.mjs bench/import.ts [lines …]
 *
 * Each file holds made-up cuentas with a salted SHA-1 clave, an MD5 respuesta and all contact data, so every line
 * costs two encryptions. The bare insert writes the resulting rows, with their indexes, into a second new database,
 * in transactions of the same size as the import's.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { composeProduct } from '../src/composition.ts'
import { readConfig } from '../src/config/config.ts'
import { checkDigit } from '../src/domain/values/rut.ts'
import { localSecrets } from '../src/local-secrets.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const ROWS_PER_TRANSACTION = 500
/** Lowest accepted ratio to the bare insert. */
const GOAL = 0.25

const CSV_HEADER =
  'perfil;rut;clave_hash;nombres;apellido_paterno;apellido_materno;fecha_nacimiento;direccion;numero;region;comuna;email;celular;pregunta_secreta;respuesta_hash'

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex')

function lineOf(i: number): string {
  const number = 1_000_000 + i * 7
  return [
    'natural',
    `${number}-${checkDigit(number)}`,
    `sha1$sal${i}$${hash('sha1', `sal${i}clave`)}`,
    'María José',
    'Ñancupil',
    'Soto',
    '03-10-1990',
    'Pasaje Los Aromos',
    i % 999,
    '13',
    '13101',
    `persona${i}@correo.test`,
    `9${10_000_000 + i}`,
    'p01',
    hash('md5', `respuesta${i}`),
  ].join(';')
}

async function writeLines(path: string, lines: number): Promise<void> {
  const output = createWriteStream(path)
  output.write(`${CSV_HEADER}\n`)
  for (let i = 0; i < lines; i++) {
    if (!output.write(`${lineOf(i)}\n`)) await once(output, 'drain')
  }
  output.end()
  await once(output, 'finish')
}

/** Runs the CLI command. @returns its duration in seconds and its peak memory in MiB. */
async function runImport(folder: string, file: string): Promise<{ seconds: number; rss: number }> {
  const start = performance.now()
  const measureScript = `process.on('exit', () => console.error('rss', process.resourceUsage().maxRSS))`
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(measureScript)}`,
      'src/cli/main.ts',
      ...['cuentas', 'importar', file],
    ],
    { cwd: root, env: { DATA_DIR: folder, PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let error = ''
  child.stderr.on('data', (chunk) => (error += chunk))
  const [exitCode] = await once(child, 'close')
  const rss = Number(/rss (\d+)/.exec(error)?.[1]) / 1024
  if (exitCode !== 0) throw new Error(error)
  return { seconds: (performance.now() - start) / 1000, rss }
}

/** Copies the cuentas of one database into another with prepared inserts. @returns seconds. */
function insertBare(from: string, to: string): number {
  const source = new Database(from, { readonly: true })
  const destination = new Database(to)
  destination.pragma('journal_mode = wal')
  destination.pragma('synchronous = full')
  const columns = source.pragma('table_info(cuentas)') as { name: string }[]
  const statement = destination.prepare(
    `insert into cuentas (${columns.map(({ name }) => name).join()}) values (${columns.map(() => '?').join()})`,
  )
  const insertBatch = destination.transaction((rows: unknown[][]) => {
    for (const row of rows) statement.run(row)
  })
  let seconds = 0
  let batch: unknown[][] = []
  const flush = () => {
    const start = performance.now()
    insertBatch(batch)
    seconds += (performance.now() - start) / 1000
    batch = []
  }
  for (const row of source.prepare('select * from cuentas order by rowid').raw().iterate()) {
    if (batch.push(row as unknown[]) === ROWS_PER_TRANSACTION) flush()
  }
  flush()
  source.close()
  destination.close()
  return seconds
}

async function createDatabase(folder: string): Promise<string> {
  const composition = await composeProduct(readConfig({ NODE_ENV: 'test', DATA_DIR: folder }, localSecrets))
  await composition.close()
  return join(folder, 'clave-sence.db')
}

const requested = process.argv.slice(2).map(Number)
for (const lines of requested.length > 0 ? requested : [100_000]) {
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  const bareFolder = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  try {
    const file = join(folder, 'cuentas.csv')
    await writeLines(file, lines)
    const database = await createDatabase(folder)
    const { seconds, rss } = await runImport(folder, file)
    const bare = insertBare(database, await createDatabase(bareFolder))
    const ratio = bare / seconds
    console.log(
      `${lines} lines: ${Math.round(lines / seconds)}/s, bare insert ${Math.round(lines / bare)}/s, ` +
        `ratio ${ratio.toFixed(2)} (goal ${GOAL}), RSS ${Math.round(rss)} MiB`,
    )
    if (ratio < GOAL) process.exitCode = 1
  } finally {
    await rm(folder, { recursive: true })
    await rm(bareFolder, { recursive: true })
  }
}
