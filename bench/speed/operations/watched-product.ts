/** The product with each request counted, one after another, and apart from it what its notices cost the worker. */
import type { Express, Request, Response } from 'express'
import { createTestProduct, type TestProduct } from '../../../test/support/product/test-product.ts'
import { createMigratedDatabase } from '../../../test/support/storage/databases.ts'
import { type Counts, countInto, noCounts } from './counts.ts'

/** A request, and what it cost. */
export interface CountedRequest {
  /** Method and path. */
  name: string
  counts: Counts
  /** What the worker did because it was woken; undefined when it was not. */
  worker?: Counts
}

export interface WatchedProduct {
  product: TestProduct
  /** Runs one step and returns its requests in order. @throws Error when one was refused. */
  requestsOf(step: () => Promise<unknown>): Promise<CountedRequest[]>
}

/** @throws Error when a request overlaps another, whose counts would mix. */
export async function watchedProduct(): Promise<WatchedProduct> {
  const product = await createTestProduct({
    database: await createMigratedDatabase(),
    env: {
      LIMIT_FIRST_STEPS_PER_HOUR: '1000',
      LIMIT_MESSAGES_PER_HOUR: '1000',
      LIMIT_MESSAGES_PER_DAY: '1000',
    },
  })
  let requests: CountedRequest[] = []
  let isWoken = false
  product.deps.store.onQueued(() => {
    isWoken = true
  })

  /** The worker's turn: what the last request woke it for, or a test that wants its mail. */
  async function dispatch(): Promise<void> {
    const last = requests.at(-1)
    const counts = noCounts()
    if (last && isWoken) last.worker = counts
    isWoken = false
    const before = countInto(counts)
    await product.dispatch()
    countInto(before)
  }

  const app = async (req: Request, res: Response) => {
    if (isWoken) await dispatch()
    const { pathname } = new URL(req.url, 'http://x')
    const counted = { name: `${req.method} ${pathname}`, counts: noCounts() }
    requests.push(counted)
    countInto(counted.counts)
    res.on('finish', () => {
      if (res.statusCode >= 400) throw new Error(`${counted.name} was refused: ${res.statusCode}`)
    })
    product.app(req, res)
  }

  return {
    // Tests hand `app` to supertest, which wants a function of request and response.
    product: { ...product, dispatch, app: app as unknown as Express },
    async requestsOf(step) {
      requests = []
      await step()
      if (isWoken) await dispatch()
      countInto(noCounts())
      return requests
    },
  }
}
