/** A database that can be made to wait, so that requests go away at a known moment. */
import { openStore, type SqlStore } from '../../../src/storage/index.ts'

export interface Gate {
  /** As the composition opens a database. */
  open: (url: string) => Promise<SqlStore>
  /** From now on transactions wait. @returns lets them all go on. */
  shut: () => () => void
  /** Resolves when so many transactions more have ended. */
  ended: (count: number) => Promise<void>
}

export function createGate(): Gate {
  let way = Promise.resolve()
  let done = 0
  const watchers: { at: number; resolve: () => void }[] = []
  return {
    async open(url) {
      const store = await openStore(url)
      await store.migrate()
      return {
        ...store,
        async transaction(work) {
          await way
          try {
            return await store.transaction(work)
          } finally {
            done++
            for (const { resolve } of watchers.filter(({ at }) => at === done)) resolve()
          }
        },
      }
    },
    shut() {
      const { promise, resolve } = Promise.withResolvers<void>()
      way = promise
      return resolve
    },
    ended(count) {
      const { promise, resolve } = Promise.withResolvers<void>()
      watchers.push({ at: done + count, resolve })
      return promise
    },
  }
}
