/** Signing in to other systems: the whole code flow, what they ask afterwards, and both among many grants. */
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import Database from 'better-sqlite3'
import pg from 'pg'
import { createSistema } from '../../src/application/staff/sistemas/create-sistema.ts'
import { composeProduct } from '../../src/composition.ts'
import { readConfig } from '../../src/config/config.ts'
import { ingresarUrl } from '../../src/domain/ingresar-paths.ts'
import { openIdRoutes } from '../../src/domain/openid-paths.ts'
import { paths } from '../../src/domain/urls.ts'
import { localSecrets } from '../../src/local-secrets.ts'
import { CLAVE, rutOf } from '../../test/support/data/personas.ts'
import { postgresUrl, startPostgres } from '../../test/support/storage/postgres.ts'
import { createFolder } from './tools/environment.ts'
import { cpuOfHashes } from './tools/hashes.ts'
import { closedLoopLoad, openLoopLoad } from './tools/load.ts'
import { formatFigure, type Measurement, withAim } from './tools/measure.ts'
import { registrationOf } from './tools/personas.ts'
import { launch, type MeasuredServer } from './tools/process.ts'
import { type PageResponse, Visitor } from './tools/visitor.ts'

const COST = 11
const HASHES = 60
const PEOPLE = 16
const FIRST = 21_000_000
const REGISTRAR_URL = '/natural/registrar'
const CALLBACK = 'https://cursos.test/vuelta'
const GRANTS = 100_000
const { root } = paths.openId
const DISCOVERY = `${root}/.well-known/openid-configuration`

interface Sistema {
  id: string
  secret: string
}

/** Registers a system in the database of a product that runs. */
async function registerSistema(env: Record<string, string>): Promise<Sistema> {
  const composition = await composeProduct(readConfig({ ...env, NODE_ENV: 'test' }, localSecrets))
  const made = await createSistema(
    composition.deps,
    { actor: { kind: 'operador', nombre: 'medida', powers: ['administrar_sistemas'] }, requestId: 'medida' },
    {
      terms: {
        nombre: 'Cursos',
        tipo: 'propio',
        redirectUris: [CALLBACK],
        postLogoutUris: [],
        volverOrigins: [],
        scopes: ['openid', 'run', 'name'],
        autenticacion: 'basic',
        backchannelLogoutUri: null,
      },
      logo: null,
      sector: null,
    },
  )
  await composition.close()
  if (!made.ok || made.value.secret === null) throw new Error('the system was not registered')
  return { id: made.value.sistema.id, secret: made.value.secret }
}

async function registerPeople(base: string): Promise<void> {
  for (let i = 0; i < PEOPLE; i++) {
    const person = new Visitor(base)
    const page = await person.open(REGISTRAR_URL)
    const { destination } = await person.submit(REGISTRAR_URL, page, registrationOf(FIRST + i))
    if (!destination.includes('/listo')) throw new Error('a registration was refused')
    person.close()
  }
}

/** A person who signs in as for the first time, and the system that exchanges the code. @returns the access token. */
function createSigner(base: string, { id, secret }: Sistema, number: number): () => Promise<string> {
  const person = new Visitor(base)
  const Authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
  const system = new Visitor(base, { Authorization })
  const query = {
    client_id: id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid run name',
    state: 'e',
  }
  const expect = (page: PageResponse, status: number, what: string): PageResponse => {
    if (page.status !== status) throw new Error(`${what}: ${page.status} ${page.destination}`)
    return page
  }
  return async () => {
    person.forget()
    const sent = await person.open(`${root}${openIdRoutes.authorization}?${new URLSearchParams(query)}`)
    const chooser = expect(
      await person.open(expect(sent, 303, 'authorize').destination),
      303,
      'arrive',
    ).destination
    expect(await person.open(chooser), 200, 'choose')
    const interaction = new URL(chooser, base).searchParams.get('interaccion') ?? ''
    const form = expect(await person.open(ingresarUrl('natural', interaction)), 200, 'form')
    const typed = { rut: rutOf(number), clave: CLAVE }
    const done = expect(await person.submit(ingresarUrl('natural'), form, typed), 303, 'submit')
    const between = expect(await person.open(done.destination), 200, 'go on')
    const [, next = ''] = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(between.html) ?? []
    const back = expect(await person.open(next.replaceAll('&amp;', '&')), 303, 'resume').destination
    const fields = {
      grant_type: 'authorization_code',
      code: new URL(back).searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
    }
    const nothing: PageResponse = { status: 200, destination: '', bytes: 0, html: '' }
    const tokens = expect(
      await system.submit(`${root}${openIdRoutes.token}`, nothing, fields),
      200,
      'exchange',
    )
    return JSON.parse(tokens.html).access_token
  }
}

/** Rows of grants and tokens of people who signed in, as long as real ones. */
const grantRows = (count: number, sample: Record<string, unknown>): unknown[][] =>
  Array.from({ length: count }, () => [
    randomBytes(32).toString('base64url'),
    'Grant',
    sample.encrypted_payload,
    randomBytes(32).toString('base64url'),
    randomBytes(16).toString('hex'),
    '2999-01-01T00:00:00.000Z',
  ])
const COLUMNS = ['id', 'kind', 'encrypted_payload', 'grant_fingerprint', 'cuenta_id', 'expires_at']

interface Engine {
  name: string
  env: Record<string, string>
  fill(count: number): Promise<void>
  remove(): Promise<void>
}

async function onSqlite(): Promise<Engine> {
  const { folder, env, remove } = await createFolder()
  const file = `${folder}/medida.db`
  return {
    name: 'SQLite',
    env: { ...env, DATABASE_URL: `sqlite:${file}` },
    async fill(count) {
      const db = new Database(file, { timeout: 30_000 })
      const sample = db.prepare(`select * from openid_records where kind = 'Grant' limit 1`).get()
      const insert = db.prepare(`insert into openid_records (${COLUMNS}) values (${COLUMNS.map(() => '?')})`)
      db.transaction(() => {
        for (const row of grantRows(count, Object(sample))) insert.run(row)
      }).immediate()
      db.close()
    },
    remove,
  }
}

async function onPostgres(): Promise<Engine> {
  const { env, remove } = await createFolder()
  const { folder, stop } = await startPostgres([])
  const url = postgresUrl(folder, 'postgres')
  return {
    name: 'PostgreSQL',
    env: { ...env, DATABASE_URL: url },
    async fill(count) {
      const db = new pg.Client(url)
      await db.connect()
      const { rows } = await db.query(`select * from openid_records where kind = 'Grant' limit 1`)
      for (let done = 0; done < count; done += 10_000) {
        const some = grantRows(10_000, rows[0])
        await db.query(
          `insert into openid_records (${COLUMNS}) select * from unnest(${COLUMNS.map((_, i) => `$${i + 1}::text[]`)})`,
          COLUMNS.map((_, i) => some.map((row) => row[i])),
        )
      }
      await db.query('analyze openid_records')
      await db.end()
    },
    async remove() {
      await stop()
      await remove()
    },
  }
}

/** Answers a second, and the CPU of each, while four ask one after the other. */
async function answersOf(server: MeasuredServer, ask: () => () => Promise<PageResponse>) {
  const sources = Array.from({ length: 4 }, ask)
  await closedLoopLoad(sources, 1)
  const before = await server.usage()
  const load = await closedLoopLoad(sources, 4)
  const cpuMs = ((await server.usage()).cpuUs - before.cpuUs) / load.done / 1000
  return { value: formatFigure(load.perSecond), base: `${formatFigure(cpuMs, 'ms')} of CPU each` }
}

async function measureOn({ name, env, fill, remove }: Engine, hashSeconds: number): Promise<Measurement[]> {
  const capacity = availableParallelism() / hashSeconds
  const server = await launch('serve-product.ts', env)
  const { base } = server
  const sistema = await registerSistema(env)
  await registerPeople(base)
  const signers = Array.from({ length: PEOPLE }, (_, i) => createSigner(base, sistema, FIRST + i))
  const [first] = signers
  const token = (await first?.()) ?? ''
  await closedLoopLoad(signers.slice(0, 8), 2)

  const before = await server.usage()
  const signIns = await closedLoopLoad(signers.slice(0, 8), 12)
  const cpuSeconds = ((await server.usage()).cpuUs - before.cpuUs) / signIns.done / 1e6
  const reader = new Visitor(base)
  await reader.open(REGISTRAR_URL)
  const [pages] = await Promise.all([
    openLoopLoad(() => reader.open(REGISTRAR_URL), 40, 10),
    closedLoopLoad(signers.slice(0, 8), 10),
  ])

  const userInfo = () => {
    const visitor = new Visitor(base, { Authorization: `Bearer ${token}` })
    return async () => {
      const answer = await visitor.open(`${root}${openIdRoutes.userinfo}`)
      if (answer.status !== 200) throw new Error(`userinfo: ${answer.status}`)
      return answer
    }
  }
  const discovery = () => {
    const visitor = new Visitor(base)
    return () => visitor.open(DISCOVERY)
  }
  const few = await answersOf(server, userInfo)
  const atRest = await server.usage()
  await fill(GRANTS)
  const many = await answersOf(server, userInfo)
  const manyRss = (await server.usage()).rssMb
  const measurements: Measurement[] = [
    withAim(
      `Sign-ins to another system each second, the whole code flow, ÷ (cores ÷ CPU of one hash) (${name})`,
      signIns.perSecond / capacity,
      { atLeast: 0.85 },
      { base: `${formatFigure(signIns.perSecond)} ÷ ${formatFigure(capacity)}` },
    ),
    {
      what: `CPU of one hash ÷ CPU of a whole sign-in (${name})`,
      value: formatFigure(hashSeconds / cpuSeconds),
      base: `${formatFigure(hashSeconds * 1000)} ÷ ${formatFigure(cpuSeconds * 1000, 'ms')}`,
    },
    withAim(
      `p99 of a form page while people sign in to another system at full load (40 a second, ${name})`,
      pages.timings.summary().p99,
      { atMost: 25 },
      { unit: 'ms', base: `load generator: ${formatFigure(pages.generatorUse * 100)} % of a core` },
    ),
    { what: `Userinfo each second, one core (${name})`, ...few },
    { what: `The same among 10^5 grants (${name})`, ...many },
    { what: `Discovery each second, one core (${name})`, ...(await answersOf(server, discovery)) },
    {
      what: `Memory before / among 10^5 grants (${name})`,
      value: `${formatFigure(atRest.rssMb)} / ${formatFigure(manyRss, 'MB')}`,
    },
  ]
  await server.close()
  await remove()
  return measurements
}

/** @returns the rows of the report. */
export async function measureSignIns(): Promise<{ measurements: Measurement[] }> {
  const hashSeconds = (await cpuOfHashes(HASHES, COST)) / HASHES / 1e6
  const measurements: Measurement[] = []
  for (const open of [onSqlite, onPostgres])
    measurements.push(...(await measureOn(await open(), hashSeconds)))
  return { measurements }
}
