/** The whole product listening on loopback, for a real browser. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock } from '../../../src/security/clock.ts'
import { createTestProduct, type Options, type TestClock, type TestProduct } from '../product/test-product.ts'
import { createMigratedDatabase } from '../storage/databases.ts'

export interface TestSite extends TestProduct {
  /** Origin of every page. */
  base: string
  /** A number that no other person uses, for the RUT. */
  number(): number
}

/** A clock that runs in real time, as the browser does, and can be moved forward. */
function createLiveClock(): TestClock {
  let clockOffset = 0
  return {
    ...systemClock,
    now: () => new Date(systemClock.now().getTime() + clockOffset),
    advance: ({ minutes = 0, hours = 0, days = 0 }) => {
      clockOffset += ((days * 24 + hours) * 60 + minutes) * 60_000
    },
  }
}

/** More than a browser sends. */
const LIMITS = {
  LIMIT_POSTS_PER_10_MINUTES: '10000',
  LIMIT_NEW_SESSIONS_PER_10_MINUTES: '10000',
  LIMIT_CAPTCHAS_PER_10_MINUTES: '10000',
}

async function listen(host: string) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, base: `http://${host}:${(server.address() as AddressInfo).port}` }
}

/** @param products the nodes of one product: each request goes to the next one. */
function siteOf({ server, base }: Awaited<ReturnType<typeof listen>>, products: TestProduct[]): TestSite {
  const [first] = products
  if (!first) throw new Error('a site has a node')
  let turn = 0
  server.on('request', (req, res) => products[turn++ % products.length]?.app(req, res))
  let last = 12_000_000
  return {
    ...first,
    base,
    number: () => last++,
    async close() {
      server.close()
      server.closeAllConnections()
      for (const product of products.toReversed()) await product.close()
    },
  }
}

/**
 * Starts the product on a free port with a new database.
 * @param host by which it is reached: a passkey takes a name.
 */
export async function openTestSite(
  env: Record<string, string> = {},
  host = '127.0.0.1',
  options: Pick<Options, 'onLogLine'> = {},
): Promise<TestSite> {
  const listening = await listen(host)
  const p = await createTestProduct({
    ...options,
    database: await createMigratedDatabase(),
    clock: createLiveClock(),
    env: { BASE_URL: listening.base, ...LIMITS, ...env },
  })
  return siteOf(listening, [p])
}

/** Two nodes on one PostgreSQL database, behind one address that takes them in turn. */
export async function openTwoNodes(): Promise<TestSite> {
  const listening = await listen('127.0.0.1')
  const key = () => `k1:${randomBytes(32).toString('base64')}`
  const env = {
    ...{ SESSION_SECRET: randomBytes(32).toString('hex'), PEPPER: key(), ENCRYPTION_KEYS: key() },
    ...{ BASE_URL: listening.base, ...LIMITS },
  }
  const clock = createLiveClock()
  const p = await createTestProduct({ engine: 'postgres', env, clock })
  const database = { url: p.config.DATABASE_URL, remove: async () => {} }
  return siteOf(listening, [p, await createTestProduct({ engine: 'postgres', env, clock, database })])
}
