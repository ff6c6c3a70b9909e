/** Durable registrations per second, without hashing, against bare inserts of the same rows. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { registrar } from '../../src/application/citizen/registrar.ts'
import type { Asker } from '../../src/application/ports.ts'
import { composeProduct } from '../../src/composition.ts'
import { readConfig } from '../../src/config/config.ts'
import { localSecrets } from '../../src/local-secrets.ts'
import { registrarData } from '../../test/support/product/use-cases.ts'
import { postgresUrl, startPostgres } from '../../test/support/storage/postgres.ts'
import { makeTables } from './tools/engines.ts'
import { createFolder, LETTERS } from './tools/environment.ts'
import { formatFigure, type Measurement, withAim } from './tools/measure.ts'

const COUNT = 2000
const MAX_CONCURRENT = 16

/** Tables that a registration writes, each with the column that sorts its rows by registration. */
const TABLES = {
  cuentas: 'id',
  solicitudes: 'cuenta_id',
  submissions: 'id',
  enlaces: 'cuenta_id',
  eventos: 'cuenta_id',
  avisos: 'id',
  audit_entries: 'cuenta_id',
} as const
type Rows = Record<string, unknown>[]

/** Runs `work` COUNT times, MAX_CONCURRENT at a time. @returns runs per second. */
async function perSecond(work: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: MAX_CONCURRENT }, async () => {
      while (next < COUNT) await work(next++)
    }),
  )
  return COUNT / ((performance.now() - start) / 1000)
}

/** Runs the use case with everything but real hashing. @returns registrations per second. */
async function measureOurs(url: string): Promise<number> {
  const { env, remove } = await createFolder()
  const config = readConfig({ ...env, NODE_ENV: 'test', DATABASE_URL: url }, localSecrets)
  const composition = await composeProduct(config)
  const reservation = {
    create: () => Promise.resolve('$2b$11$'.padEnd(80, 'x')),
    compare: () => Promise.resolve({ matches: false, renew: false }),
    renew: () => Promise.resolve(null),
  }
  const hasher = {
    ...composition.deps.hasher,
    reserve: <T>(_asker: Asker, _count: number, run: (t: typeof reservation) => Promise<T>) =>
      run(reservation),
  }
  const deps = { ...composition.deps, hasher }
  const rate = await perSecond(async (i) => {
    const formSeal = deps.random.token()
    const registered = await registrar(
      deps,
      {
        actor: { kind: 'persona' },
        networkFingerprint: `red-${i}`,
        networks: [`red-${i}`],
        requestId: deps.random.uuid(),
        formSeal,
        browser: null,
      },
      {
        data: registrarData(10_000_000 + i, `persona${i}@correo.test`),
        form: {
          form: '/natural/registrar',
          token: deps.captcha.issue('/natural/registrar', formSeal),
          respuesta: LETTERS,
          body: `registration ${i}`,
        },
        volver: null,
      },
    )
    if (!registered.ok) throw new Error(`a registration was refused: ${registered.refusals[0]?.code}`)
  })
  await composition.close()
  await remove()
  return rate
}

/** Rows of one table, to be inserted again. */
interface TableWrites {
  table: string
  columns: string[]
  /** Rows of each registration. */
  parts: unknown[][][]
}

/** Splits the rows of a table by registration. */
function splitByRegistration(table: string, rows: Rows): TableWrites {
  const perRegistration = Math.max(1, Math.floor(rows.length / COUNT))
  const columns = Object.keys(rows[0] ?? {})
  const values = rows.map((row) => columns.map((column) => row[column]))
  const parts = Array.from({ length: COUNT }, (_, i) =>
    values.slice(i * perRegistration, (i + 1) * perRegistration),
  )
  return { table, columns, parts }
}

const createBareTable = ({ table, columns }: TableWrites): string[] => [
  `create table bare_${table} as select * from ${table} where 1 = 0`,
  ...(columns.includes('id') ? [`create unique index bare_${table}_id on bare_${table} (id)`] : []),
]

/** Registrations per second: by the use case, by inserts into tables with only a primary key, and into our tables. */
interface Rates {
  ours: number
  bare: number
  inOurTables: number
}

async function sqlite(): Promise<Rates> {
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  const [file, other] = [join(folder, 'ours.db'), join(folder, 'other.db')]
  const ours = await measureOurs(`sqlite:${file}`)
  await makeTables(`sqlite:${other}`)

  const insert = async (path: string, prefix: string, writes: TableWrites[]) => {
    const db = new Database(path)
    db.pragma('synchronous = full')
    const statements = writes.map(({ table, columns, parts }) => ({
      statement: db.prepare(
        `insert into ${prefix}${table} (${columns}) values (${columns.map(() => '?').join(', ')})`,
      ),
      parts,
    }))
    const one = db.transaction((i: number) => {
      for (const { statement, parts } of statements)
        for (const values of parts[i] ?? []) statement.run(values)
    })
    const rate = await perSecond(async (i) => one.immediate(i))
    db.close()
    return rate
  }
  const db = new Database(file)
  const writes = Object.entries(TABLES).map(([table, orderBy]) =>
    splitByRegistration(table, db.prepare(`select * from ${table} order by ${orderBy}`).all() as Rows),
  )
  for (const statement of writes.flatMap(createBareTable)) db.exec(statement)
  db.close()
  const bare = await insert(file, 'bare_', writes)
  const inOurTables = await insert(other, '', writes)
  await rm(folder, { recursive: true })
  return { ours, bare, inOurTables }
}

async function postgres(): Promise<Rates> {
  const { folder, stop } = await startPostgres([])
  const url = postgresUrl(folder, 'postgres')
  const ours = await measureOurs(url)

  const withPool = async <T>(base: string, use: (pool: pg.Pool) => Promise<T>): Promise<T> => {
    const pool = new pg.Pool({ connectionString: postgresUrl(folder, base), max: MAX_CONCURRENT })
    // The server may stop while its connections are still closing.
    pool.on('error', () => {})
    return use(pool).finally(() => pool.end())
  }
  const insert = (base: string, prefix: string, writes: TableWrites[]) =>
    withPool(base, (pool) =>
      perSecond(async (i) => {
        const client = await pool.connect()
        try {
          await client.query('begin')
          for (const { table, columns, parts } of writes) {
            const text = `insert into ${prefix}${table} (${columns}) values (${columns.map((_, n) => `$${n + 1}`)})`
            for (const values of parts[i] ?? []) await client.query({ name: table, text, values })
          }
          await client.query('commit')
        } finally {
          client.release()
        }
      }),
    )
  const writes = await withPool('postgres', async (pool) => {
    const all = await Promise.all(
      Object.entries(TABLES).map(async ([table, orderBy]) =>
        splitByRegistration(table, (await pool.query(`select * from ${table} order by ${orderBy}`)).rows),
      ),
    )
    for (const statement of all.flatMap(createBareTable)) await pool.query(statement)
    await pool.query('create database other')
    return all
  })
  await makeTables(postgresUrl(folder, 'other'))
  const bare = await insert('postgres', 'bare_', writes)
  const inOurTables = await insert('other', '', writes)
  await stop()
  return { ours, bare, inOurTables }
}

/** @returns the rows of the report. */
export async function measureRegistrations(): Promise<{ measurements: Measurement[] }> {
  const measurements: Measurement[] = []
  for (const [engine, measure] of [
    ['SQLite', sqlite],
    ['PostgreSQL', postgres],
  ] as const) {
    const { ours, bare, inOurTables } = await measure()
    measurements.push(
      withAim(
        `Durable registrations each second, without hashes, ÷ bare inserts of the same rows (${engine})`,
        ours / bare,
        { atLeast: 0.5 },
        { base: `${formatFigure(ours)} ÷ ${formatFigure(bare)}` },
      ),
      {
        what: `The same, ÷ bare inserts into tables with our indexes (${engine})`,
        value: formatFigure(ours / inOurTables),
        base: `${formatFigure(ours)} ÷ ${formatFigure(inOurTables)}`,
      },
    )
  }
  return { measurements }
}
