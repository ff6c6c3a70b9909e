/** The product over a database that counts what is asked of it. */
import { openEngine } from '../../../src/storage/engine.ts'
import { storeOver } from '../../../src/storage/index.ts'
import { type CountedEngine, countedEngine } from '../storage/counted-engine.ts'
import { createTestProduct, type Options, type TestProduct } from './test-product.ts'

export interface DatabaseWork {
  /** Begins and commits included. */
  statements: number
  /** Those that may write. */
  transactions: number
  diskWaits: number
}

export interface CountedProduct extends TestProduct {
  /** What `run` asks of the database. */
  count(run: () => Promise<unknown>): Promise<DatabaseWork>
}

export async function createCountedProduct(options: Options = {}): Promise<CountedProduct> {
  let counted: CountedEngine | undefined
  const p = await createTestProduct({
    ...options,
    open: async (url) => {
      counted = countedEngine(await openEngine(url))
      return storeOver(counted.engine)
    },
  })
  return {
    ...p,
    async count(run) {
      counted?.take()
      await run()
      const { statements = 0, transactions = 0, reads = 0, diskWaits = 0 } = counted?.take() ?? {}
      return { statements: statements + 2 * (transactions + reads), transactions, diskWaits }
    },
  }
}
