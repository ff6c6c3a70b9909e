/** A store that can be paused, so that tests can drop requests at a known moment. */
import { openStore, type SqlStore } from '../../../src/storage/index.ts'

export interface PausableStore {
  /** Opens the store, as the composition does. */
  open: (url: string) => Promise<SqlStore>
  /** Pauses transactions, reads and single statements. @returns a function that resumes them all. */
  pause: () => () => void
  /** Resolves when that many more of them have ended. */
  ended: (count: number) => Promise<void>
}

export function createPausableStore(): PausableStore {
  let opened = Promise.resolve()
  let done = 0
  const watchers: { at: number; resolve: () => void }[] = []

  async function pass<T>(run: () => Promise<T>): Promise<T> {
    await opened
    try {
      return await run()
    } finally {
      done++
      for (const { resolve } of watchers.filter(({ at }) => at === done)) resolve()
    }
  }

  type Methods = Record<string, (...parameters: unknown[]) => Promise<unknown>>
  const passAll = (methods: object) =>
    Object.fromEntries(
      Object.entries(methods as Methods).map(([name, run]) => [
        name,
        (...parameters: unknown[]) => pass(() => run(...parameters)),
      ]),
    )

  return {
    async open(url) {
      const store = await openStore(url)
      await store.migrate()
      const single = Object.entries(store.single).map(([name, methods]) => [name, passAll(methods)])
      return {
        ...store,
        transaction: (work) => pass(() => store.transaction(work)),
        read: (work) => pass(() => store.read(work)),
        single: Object.fromEntries(single),
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
