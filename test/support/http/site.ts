/** The whole product listening on loopback, for a real browser. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock } from '../../../src/security/clock.ts'
import { createTestProduct, type TestClock, type TestProduct } from '../product/test-product.ts'
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

/**
 * Starts the product on a free port with a new database.
 * @param host by which it is reached: a passkey takes a name.
 */
export async function openTestSite(env: Record<string, string> = {}, host = '127.0.0.1'): Promise<TestSite> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://${host}:${(server.address() as AddressInfo).port}`
  const p = await createTestProduct({
    database: await createMigratedDatabase(),
    clock: createLiveClock(),
    env: {
      BASE_URL: base,
      LIMIT_POSTS_PER_10_MINUTES: '10000',
      LIMIT_NEW_SESSIONS_PER_10_MINUTES: '10000',
      LIMIT_CAPTCHAS_PER_10_MINUTES: '10000',
      ...env,
    },
  })
  server.on('request', p.app)
  let last = 12_000_000
  return {
    ...p,
    base,
    number: () => last++,
    async close() {
      server.close()
      server.closeAllConnections()
      await p.close()
    },
  }
}
