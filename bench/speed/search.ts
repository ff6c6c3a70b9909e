/** How long staff wait for a search among many accounts, and how long the worker takes to index them. */
import { randomBytes, randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import pg from 'pg'
import { searchCuentas } from '../../src/application/staff/busqueda/search-cuentas.ts'
import { indexNames } from '../../src/application/worker/index-names.ts'
import { parseCaps } from '../../src/domain/staff/caps.ts'
import { checkDigit } from '../../src/domain/values/rut.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { systemClock } from '../../src/security/clock.ts'
import { createFingerprints } from '../../src/security/fingerprints.ts'
import type { SqlStore } from '../../src/storage/index.ts'
import { funcionario } from '../../test/support/data/funcionarios.ts'
import { postgresUrl, startPostgres } from '../../test/support/storage/postgres.ts'
import { openMigrated } from './tools/engines.ts'
import { createFolder } from './tools/environment.ts'
import { formatFigure, type Measurement } from './tools/measure.ts'
import { namesDrawn, type Person } from './tools/people.ts'
import { p95Of, timesOf } from './tools/times.ts'

const SEARCHES = 600
const ROWS = 2000
const NOW = '2026-01-01T00:00:00.000Z'
const COLUMNS =
  'id, perfil, identificador, estado, identidad, nombres, apellido_paterno, apellido_materno, email, mailbox_key, created_at, updated_at, version'

const EJECUTIVO = funcionario('f')

type SearchDeps = Parameters<typeof searchCuentas>[0]

const rutOf = (i: number) => `${5_000_000 + i}-${checkDigit(5_000_000 + i)}`
const rowOf = (i: number, { nombres, paterno, materno }: Person) => {
  const email = `persona${i}@correo.test`
  return [
    randomUUID(),
    'natural',
    rutOf(i),
    'activa',
    'declarada',
    nombres,
    paterno,
    materno,
    email,
    email,
    NOW,
    NOW,
    1,
  ]
}

/** Puts people into a database in batches; all wait to be indexed. */
async function fill(
  count: number,
  put: (rows: unknown[][]) => Promise<unknown> | unknown,
): Promise<Person[]> {
  const draw = namesDrawn()
  const some: Person[] = []
  for (let i = 0; i < count; i += ROWS) {
    const people = Array.from({ length: Math.min(ROWS, count - i) }, draw)
    await put(people.map((person, j) => rowOf(i + j, person)))
    some.push(...people.slice(0, Math.ceil((SEARCHES * ROWS) / count)))
  }
  return some
}

/** What agents type: whole names, parts of them, beginnings, what everybody is called, an RUT, a mailbox. */
function textsFor(people: readonly Person[], count: number): string[] {
  const first = (text: string) => text.split(' ')[0] ?? ''
  const ways: ((person: Person, i: number) => string)[] = [
    ({ nombres, paterno, materno }) => `${nombres} ${paterno} ${materno}`,
    ({ nombres, paterno }) => `${first(nombres)} ${paterno}`,
    ({ paterno, materno }) => `${materno} ${paterno}`,
    ({ nombres, paterno }) => `${paterno.slice(0, 4)} ${first(nombres).slice(0, 3)}`,
    ({ nombres, paterno, materno }) =>
      `${first(nombres).slice(0, 3)} ${paterno.slice(0, 3)} ${materno.slice(0, 3)}`,
    ({ nombres }) => first(nombres),
    // Common words that hardly ever meet.
    (_person, i) => (i % 2 === 0 ? 'Juan María González Muñoz Rojas' : 'Camila Juan'),
    (_person, i) => rutOf((i * 7919) % count),
    (_person, i) => `persona${(i * 7919) % count}@correo.test`,
  ]
  return Array.from({ length: SEARCHES }, (_, i) => {
    const person = people[(i * 31) % people.length]
    return person ? (ways[i % ways.length]?.(person, i) ?? '') : ''
  })
}

interface Filled {
  name: string
  store: SqlStore
  people: Person[]
  /** Bytes of the index. */
  size: () => Promise<number>
  remove: () => Promise<void>
}

async function fillSqlite(count: number): Promise<Filled> {
  const { folder, remove } = await createFolder()
  const store = await openMigrated(`sqlite:${folder}/busqueda.db`)
  const database = new Database(`${folder}/busqueda.db`)
  database.pragma('synchronous = off')
  const insert = database.prepare(`insert into cuentas (${COLUMNS}) values (${COLUMNS.replace(/\w+/g, '?')})`)
  const people = await fill(
    count,
    database.transaction((rows: unknown[][]) => rows.forEach((row) => void insert.run(row))),
  )
  database.exec('insert into busqueda_cola (cuenta_id, version) select id, version from cuentas')
  const size = database.prepare(`select sum(pgsize) from dbstat where name like '%busqueda%'`)
  return {
    name: 'SQLite',
    store,
    people,
    size: async () => Number(size.pluck().get()),
    async remove() {
      database.close()
      await store.close()
      await remove()
    },
  }
}

async function fillPostgres(count: number): Promise<Filled> {
  const { folder, stop } = await startPostgres([])
  const url = postgresUrl(folder, 'postgres')
  const store = await openMigrated(url)
  const client = new pg.Client(url)
  await client.connect()
  const columns = COLUMNS.split(', ')
  const types = columns.map((name, i) => `$${i + 1}::${name === 'version' ? 'int' : 'text'}[]`)
  const people = await fill(count, (rows) =>
    client.query(
      `insert into cuentas (${COLUMNS}) select * from unnest(${types})`,
      columns.map((_name, i) => rows.map((row) => row[i])),
    ),
  )
  await client.query('insert into busqueda_cola (cuenta_id, version) select id, version from cuentas')
  await client.query('analyze')
  return {
    name: 'PostgreSQL',
    store,
    people,
    async size() {
      const { rows } = await client.query(
        `select sum(pg_total_relation_size(oid)) as bytes from pg_class where relkind = 'r' and relname like 'busqueda%'`,
      )
      return Number(rows[0]?.bytes)
    },
    async remove() {
      await client.end()
      await store.close()
      await stop()
    },
  }
}

/** @returns milliseconds of each search. */
const timeSearches = (deps: SearchDeps, texts: readonly string[]): Promise<number[]> =>
  timesOf(texts.length, async (n) => {
    const text = texts[n] ?? ''
    const found = await searchCuentas(deps, EJECUTIVO, text)
    if (typeof found === 'string') throw new Error(`${text}: ${found}`)
  })

/** @param count of accounts. @returns the rows of the report. */
export async function measureSearch(count: number): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const filled of [fillSqlite, fillPostgres]) {
    const { name, store, people, size, remove } = await filled(count)
    const deps: SearchDeps = {
      store,
      clock: systemClock,
      cipher: createCipher([{ id: 'k1', bytes: randomBytes(32) }]),
      fingerprints: createFingerprints(randomBytes(32)),
      // As many as are measured.
      policy: { consoleCaps: { ...parseCaps(''), buscar: 1_000_000 } },
    }
    const start = performance.now()
    while (await indexNames(deps));
    const seconds = (performance.now() - start) / 1000
    await timeSearches(deps, textsFor(people, count).slice(0, 50))
    const times = await timeSearches(deps, textsFor(people, count))
    const among = `among 10^${formatFigure(Math.log10(count))} accounts (${name})`
    measurements.push(p95Of(`p95 of a search of staff ${among}`, times, 100), {
      what: `Names indexed each second by the worker ${among}`,
      value: formatFigure(count / seconds),
      base: `${formatFigure(seconds, 's')}; the index takes ${formatFigure((await size()) / 2 ** 20, 'MiB')}`,
    })
    await remove()
  }
  return measurements
}
