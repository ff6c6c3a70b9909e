/** Pages while the worker deletes a great many expired rows. */
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import pg from 'pg'
import { postgresUrl, startPostgres } from '../../test/support/storage/postgres.ts'
import { makeTables } from './tools/engines.ts'
import { createFolder } from './tools/environment.ts'
import type { Histogram } from './tools/histogram.ts'
import { openLoopLoad } from './tools/load.ts'
import { formatFigure, type Measurement, withAim } from './tools/measure.ts'
import { launch } from './tools/process.ts'
import { Visitor } from './tools/visitor.ts'

const FORM_URL = '/natural/registrar'
const PAGES_PER_SECOND = 40
const VISITORS = 8
const ALONE_SECONDS = 8
/** How often to look whether there is anything left. */
const LOOK_MS = 500

/** The two tables that grow most; everything in them ended before this date. */
const ENDED = '2021-01-01T00:00:00.000Z'
const LEFT = `select (select count(*) from (select 1 from sessions where expires_at < '${ENDED}' limit 1) a)
  + (select count(*) from (select 1 from rate_limits where ends_at < '${ENDED}' limit 1) b) as remaining`
const COUNT = `select (select count(*) from sessions where expires_at < '${ENDED}')
  + (select count(*) from rate_limits where ends_at < '${ENDED}') as remaining`

/** @param numbers a query whose column `i` counts the rows. @param key a random text. @param date one for each row. */
const fillWith = (numbers: string, key: string, date: string, data: string): string[] => [
  `insert into sessions (id_fingerprint, data, expires_at) select ${key}, ${data}, ${date} from (${numbers}) n`,
  `insert into rate_limits (key, window_seconds, count, ends_at) select ${key}, 600, 1, ${date} from (${numbers}) n`,
]

/** A database with expired rows, and a way to see whether any is left. */
interface Filled {
  url: string
  hasRows(): Promise<boolean>
  countRows(): Promise<number>
  remove(): Promise<void>
}

async function fillSqlite(folder: string, rows: number): Promise<Filled> {
  const file = `${folder}/barrido.db`
  await makeTables(`sqlite:${file}`)
  const database = new Database(file)
  database.pragma('synchronous = off')
  const statements = fillWith(
    `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${rows}) select i from n`,
    'lower(hex(randomblob(16)))',
    `strftime('%Y-%m-%dT%H:%M:%S.000Z', '2020-01-01', i || ' seconds')`,
    'hex(zeroblob(150))',
  )
  for (const statement of statements) database.exec(statement)
  database.pragma('wal_checkpoint(truncate)')
  database.pragma('synchronous = normal')
  const left = database.prepare(LEFT).pluck()
  return {
    url: `sqlite:${file}`,
    hasRows: async () => Number(left.get()) > 0,
    countRows: async () => Number(database.prepare(COUNT).pluck().get()),
    remove: async () => {
      database.close()
    },
  }
}

async function fillPostgres(_folder: string, rows: number): Promise<Filled> {
  const { folder, stop } = await startPostgres([])
  const url = postgresUrl(folder, 'postgres')
  await makeTables(url)
  const client = new pg.Client(url)
  await client.connect()
  const statements = fillWith(
    `select i from generate_series(1, ${rows}) i`,
    'md5(i::text)',
    `to_char(timestamp '2020-01-01' + i * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`,
    `repeat('0', 300)`,
  )
  const figure = async (query: string) => Number((await client.query(query)).rows[0]?.remaining)
  for (const statement of [...statements, 'analyze', 'checkpoint']) await client.query(statement)
  return {
    url,
    hasRows: async () => (await figure(LEFT)) > 0,
    countRows: () => figure(COUNT),
    async remove() {
      await client.end()
      await stop()
    },
  }
}

/** Looks now and then until `hasRows` is false. */
function watchRows(hasRows: () => Promise<boolean>): { isOver: () => boolean; stop(): Promise<void> } {
  let over = false
  let stopped = false
  const watching = (async () => {
    while (!over && !stopped) {
      await sleep(LOOK_MS)
      over = !(await hasRows())
    }
  })()
  return {
    isOver: () => over,
    async stop() {
      stopped = true
      await watching
    },
  }
}

/** @returns the rows of the report about one engine, and the histogram of its pages. */
async function sweep(
  engine: string,
  fill: typeof fillSqlite,
  rows: number,
  maxSeconds: number,
): Promise<{ measurement: Measurement; timings: Histogram }> {
  const { folder, env, remove } = await createFolder()
  const database = await fill(folder, rows)
  const server = await launch('serve-product.ts', { ...env, DATABASE_URL: database.url, WORKER_WAITS: 'yes' })
  const visitors = Array.from({ length: VISITORS }, () => new Visitor(server.base))
  const open = async (i: number) => {
    const { status } = (await visitors[i % VISITORS]?.open(FORM_URL)) ?? {}
    if (status !== 200) throw new Error(`a page came with ${status}`)
  }
  await openLoopLoad(open, PAGES_PER_SECOND, ALONE_SECONDS / 2)
  const alone = await openLoopLoad(open, PAGES_PER_SECOND, ALONE_SECONDS)
  await server.request('startWorker')
  const watch = watchRows(database.hasRows)
  const load = await openLoopLoad(open, PAGES_PER_SECOND, maxSeconds, watch.isOver)
  await server.close()
  await watch.stop()
  const swept = 2 * rows - (await database.countRows())
  await database.remove()
  await remove()
  const took = `${formatFigure(swept)} swept in ${formatFigure(load.seconds, 's')}`
  return {
    timings: load.timings,
    measurement: withAim(
      `Longest page while 2 × ${rows.toLocaleString('en')} expired rows are swept (${engine}, 40 a second)`,
      load.timings.summary().max,
      { atMost: 25 },
      { unit: 'ms', base: `without it: ${formatFigure(alone.timings.summary().max, 'ms')}; ${took}` },
    ),
  }
}

/**
 * @param rows expired in each of two tables.
 * @param maxSeconds of the sweep that are measured, on each engine.
 * @returns the rows of the report, and histograms by name.
 */
export async function measureSweep(
  rows: number,
  maxSeconds: number,
): Promise<{ measurements: Measurement[]; histograms: Record<string, Histogram> }> {
  const sqlite = await sweep('SQLite', fillSqlite, rows, maxSeconds)
  const postgres = await sweep('PostgreSQL', fillPostgres, rows, maxSeconds)
  return {
    measurements: [sqlite.measurement, postgres.measurement],
    histograms: { 'form-page-under-sweep': sqlite.timings, 'form-page-under-sweep-pg': postgres.timings },
  }
}
