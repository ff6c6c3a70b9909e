import { isInNetwork, type Network, parseNetwork } from '../../domain/values/network.ts'
import type { Deps, RaisedLimits } from '../ports.ts'

/** How old what a process knows may be: an order has effect everywhere within a minute. */
const READ_EVERY_MS = 30_000

interface Known {
  network: Network
  times: number
  expiresAt: Date
}

/**
 * Knows what is raised without asking the database for each request (product.md “Limits”). Where the database does
 * not answer, what was known stays.
 */
export function createRaisedLimits({ store, clock }: Pick<Deps, 'store' | 'clock'>): RaisedLimits {
  let readAt = Number.NEGATIVE_INFINITY
  let reading = Promise.resolve()
  let known: readonly Known[] = []

  async function read(): Promise<void> {
    const raised = await store.single.raisedLimits.findInForce(clock.now()).catch(() => undefined)
    known =
      raised?.flatMap(({ network: text, times, expiresAt }) => {
        const network = parseNetwork(text)
        return network ? [{ network, times, expiresAt }] : []
      }) ?? known
  }

  return {
    refresh() {
      const now = clock.now().getTime()
      if (Math.abs(now - readAt) >= READ_EVERY_MS) {
        readAt = now
        reading = read()
      }
      return reading
    },
    timesFor({ networks: [narrow = ''] }) {
      const now = clock.now()
      const raised = known.filter(({ network, expiresAt }) => expiresAt > now && isInNetwork(narrow, network))
      return Math.max(1, ...raised.map(({ times }) => times))
    },
  }
}
