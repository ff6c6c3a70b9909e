import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type Database from 'better-sqlite3'

const THREAD = new URL('./checkpoint-thread.ts', import.meta.url)

/**
 * Size of the journal, in 4 KB pages, at which it is copied into the file. A page changed often in between is
 * copied only once.
 */
const PAGES = 8_000
/** Looking at the size of the journal takes ten microseconds, so not every write does. */
const WRITES_BETWEEN_LOOKS = 16

/** How many pages of the journal are not yet in the file. */
export function remainingPages(database: Database.Database): number {
  const [state] = database.pragma('wal_checkpoint(noop)') as { log: number; checkpointed: number }[]
  return state ? state.log - state.checkpointed : 0
}

/**
 * Copies the journal of a SQLite file into it when it has grown, in a thread: the copy waits for the disk for
 * tenths of a second, in which this process would serve nobody. Only the last pages are copied while writers
 * wait, so that the journal begins anew.
 */
export class Checkpointer {
  readonly #database: Database.Database
  readonly #alone: (run: () => Promise<void>) => Promise<void>
  readonly #pages: number
  #writes = 0
  #running: Promise<void> | undefined

  /**
   * @param database the connection that writes.
   * @param alone runs something while nobody writes on that connection.
   */
  constructor(
    database: Database.Database,
    alone: (run: () => Promise<void>) => Promise<void>,
    pages = PAGES,
  ) {
    this.#database = database
    this.#alone = alone
    this.#pages = pages
  }

  /** To be called after each write. */
  wrote(): void {
    if (++this.#writes % WRITES_BETWEEN_LOOKS !== 0 || this.#running) return
    if (remainingPages(this.#database) < this.#pages) return
    // Should it fail, the connection that writes does it, later: see `wal_autocheckpoint`.
    this.#running = this.#copy()
      .catch(() => {})
      .then(() => {
        this.#running = undefined
      })
  }

  async #copy(): Promise<void> {
    const thread = new Worker(THREAD, { workerData: this.#database.name, env: {}, execArgv: [] })
    const ended = once(thread, 'exit')
    const finish = async () => {
      thread.postMessage('nobody writes')
      await ended
    }
    await Promise.race([once(thread, 'message'), ended])
    await this.#alone(finish).catch(finish)
  }

  /** Resolves when no copy is running. */
  async idle(): Promise<void> {
    await this.#running
  }
}
