/** A store whose transactions can be paused, so that tests can drop requests at a known moment. */
import { openStore, type SqlStore } from '../../../src/storage/index.ts'

export interface PausableStore {
  /** Opens the store, as the composition does. */
  open: (url: string) => Promise<SqlStore>
  /** Pauses transactions. @returns a function that resumes them all. */
  pause: () => () => void
  /** Resolves when that many more transactions have ended. */
  ended: (count: number) => Promise<void>
}

export function createPausableStore(): PausableStore {
  let opened = Promise.resolve()
  let done = 0
  const watchers: { at: number; resolve: () => void }[] = []
  return {
    async open(url) {
      const store = await openStore(url)
      await store.migrate()
      return {
        ...store,
        async transaction(work) {
          await opened
          try {
            return await store.transaction(work)
          } finally {
            done++
            for (const { resolve } of watchers.filter(({ at }) => at === done)) resolve()
          }
        },
      }
    },
    pause() {
      const { promise, resolve } = Promise.withResolvers<void>()
      opened = promise
      return resolve
    },
    ended(count) {
      const { promise, resolve } = Promise.withResolvers<void>()
      watchers.push({ at: done + count, resolve })
      return promise
    },
  }
}
