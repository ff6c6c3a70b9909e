/** The whole product for tests: the composition of production, a new database and a clock that tests move. */
import { randomBytes } from 'node:crypto'
import type { Express } from 'express'
import type { Clock, Deps, Sms } from '../../../src/application/ports.ts'
import { attendPeticiones } from '../../../src/application/worker/attend-peticiones.ts'
import { dispatchAvisos } from '../../../src/application/worker/dispatch-avisos.ts'
import { type Composition, composeProduct } from '../../../src/composition.ts'
import { type Config, readConfig } from '../../../src/config/config.ts'
import { createLog } from '../../../src/log.ts'
import { createRenderer } from '../../../src/mail/renderer.ts'
import { renderSms } from '../../../src/mail/sms-renderer.ts'
import { assemble, type Product } from '../../../src/server.ts'
import type { SqlStore } from '../../../src/storage/index.ts'
import { createMemorySmsTransport, createMemoryTransport, type MemoryTransport } from '../peers/mail.ts'
import { createTestDatabase, type EngineName, type TestDatabase } from '../storage/databases.ts'

export interface TestClock extends Clock {
  advance(duration: { minutes?: number; hours?: number; days?: number }): void
}

/** Stands still until moved; `sleep` ends almost at once, so that other work can run. */
export function createTestClock(from = new Date('2026-11-22T15:00:00.000Z')): TestClock {
  let now = from.getTime()
  return {
    now: () => new Date(now),
    sleep: () => new Promise((resolve) => setTimeout(resolve, 2)),
    advance: ({ minutes = 0, hours = 0, days = 0 }) => {
      now += ((days * 24 + hours) * 60 + minutes) * 60_000
    },
  }
}

/** The answer of every captcha in tests. */
export const LETTERS = 'ABCDE'

export interface TestProduct {
  app: Express
  config: Config
  composition: Composition
  product: Product
  deps: Deps
  clock: TestClock
  mail: MemoryTransport
  sms: MemoryTransport<Sms>
  /** Attends to what was asked for, then dispatches the outbox once per channel, into `mail.sent` and `sms.sent`. */
  dispatch(): Promise<void>
  close(): Promise<void>
}

export interface Options {
  engine?: EngineName
  env?: Record<string, string>
  clock?: TestClock
  /** Receives each line of the log; set LOG_LEVEL too. */
  onLogLine?: (line: string) => void
  /** A migrated database, for runs without the template. */
  database?: TestDatabase
  /** Opens the store instead of the composition. */
  open?: (url: string) => Promise<SqlStore>
}

const key = () => `k1:${randomBytes(32).toString('base64')}`

/** Builds it on a new database (SQLite by default). */
export async function createTestProduct(options: Options = {}): Promise<TestProduct> {
  const database = options.database ?? (await createTestDatabase(options.engine ?? 'sqlite'))
  const clock = options.clock ?? createTestClock()
  const config = readConfig(
    {
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      BASE_URL: 'http://clave.localhost',
      BCRYPT_COST: '4',
      TEST_CAPTCHA: LETTERS,
      LOG_LEVEL: 'silent',
      // Tests send more than people do, at an instant; those of prices set their own.
      LIMIT_FREE_POSTS_PER_10_MINUTES: '1000000',
      LIMIT_FREE_NETWORK_POSTS_PER_10_MINUTES: '1000000',
      LIMIT_FREE_HASH_WAIT_SECONDS: '120',
      LIMIT_ACCOUNTS_PER_DAY: '100000',
      RETURN_SYSTEMS: 'Asistencia=https://asistencia.test',
      ...options.env,
    },
    () => ({ SESSION_SECRET: randomBytes(32).toString('hex'), PEPPER: key(), ENCRYPTION_KEYS: key() }),
  )
  const mail = createMemoryTransport()
  const sms = createMemorySmsTransport()
  const destination = options.onLogLine && { write: options.onLogLine }
  const composition = { ...(await composeProduct(config, clock, options.open)), mail, sms }
  const product = await assemble(config, composition, createLog(config.LOG_LEVEL, destination))
  product.app.enable('view cache')
  // The worker is not started: tests dispatch the outbox themselves.
  const { deps } = composition
  const onFailure = (_name: string, error: unknown) => {
    throw error
  }
  return {
    app: product.app,
    config,
    composition,
    product,
    deps,
    clock,
    mail,
    sms,
    async dispatch() {
      const dispatchDeps = {
        ...deps,
        mail,
        renderer: createRenderer(),
        sms,
        smsRenderer: renderSms,
        onFailure,
      }
      await attendPeticiones(deps, 1000)
      await dispatchAvisos(dispatchDeps, { channel: 'correo', who: 'prueba', limit: 100 })
      await dispatchAvisos(dispatchDeps, { channel: 'sms', who: 'prueba', limit: 100 })
    },
    async close() {
      await composition.close()
      await database.remove()
    },
  }
}
