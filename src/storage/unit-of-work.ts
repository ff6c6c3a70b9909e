/** The only access to the data: transactions, reads, single statements, and the repositories bound to each. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { type Store, StoreUnavailable, type UnitOfWork } from '../application/ports.ts'
import type { Engine } from './engine/engine-port.ts'
import { createInserter } from './insert.ts'
import { repositoriesOf } from './repositories.ts'
import type { DatabaseSchema, MarkKeeper, Tx } from './schema.ts'
import { singleStatements } from './single.ts'

const RETRIES = 5

const noEnds = (): Tx['ends'] => ({ beforeCommit: [], afterCommit: [], queued: false })

type Access = Pick<Store, 'transaction' | 'read' | 'single' | 'onQueued'>

/**
 * Creates the ways into an engine's data. Transactions commit as a whole, or roll back when the work throws.
 * After a conflict with another transaction the work runs again, up to five times, on fresh data. No way leads
 * from inside one of them into another: on a single connection the inner one would wait for itself for ever.
 * @throws {StoreUnavailable} when the database cannot serve.
 */
export function accessTo(engine: Engine, marks: MarkKeeper): Access {
  const { hasRowLocks, isWorthRetrying, failure, rowAddress } = engine
  const inserter = createInserter()
  const open = new AsyncLocalStorage<{ live: boolean }>()
  const listeners: (() => void)[] = []

  /** Runs one attempt after another. `begun` is to be called when work that could be lost has started. */
  async function again<T>(attempt: (begun: () => void) => Promise<T>): Promise<T> {
    if (open.getStore()?.live) throw new Error('a transaction was asked for inside another one')
    for (let count = 1; ; count++) {
      let started = false
      try {
        return await attempt(() => {
          started = true
        })
      } catch (error) {
        const isRepeatable = isOwnConflict(error) || isWorthRetrying(error, started)
        if (count > RETRIES || !isRepeatable) throw failure(error) ?? error
      }
      // Jitter, so that the same transactions do not collide again.
      await sleep(Math.random() * 10 * count)
    }
  }

  /** Runs the work of a transaction; until it ends, no other way in may be taken from inside. */
  async function inside<T>(work: () => Promise<T>): Promise<T> {
    const mark = { live: true }
    try {
      return await open.run(mark, work)
    } finally {
      mark.live = false
    }
  }

  const txOf = (db: Transaction<DatabaseSchema>, ends: Tx['ends']): Tx => ({
    db,
    hasRowLocks,
    rowAddress,
    insert: inserter(db),
    marks,
    ends,
  })

  async function transaction<T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    let queued = false
    const result = await again(async (begun) => {
      const ends = noEnds()
      const done = await engine.db.transaction().execute((trx) => {
        begun()
        return inside(async () => {
          const value = await work(repositoriesOf(txOf(trx, ends)))
          for (const finish of ends.beforeCommit) await finish()
          return value
        })
      })
      for (const note of ends.afterCommit) note()
      await engine.sync()
      queued = ends.queued
      return done
    })
    if (queued) for (const listener of listeners) listener()
    return result
  }

  const read: Store['read'] = (work) =>
    again((begun) =>
      engine.reads
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => {
          begun()
          return inside(() => work(repositoriesOf(txOf(trx, noEnds()))))
        }),
    )

  return {
    transaction,
    read,
    single: singleStatements({
      reads: repositoriesOf(txOf(engine.reads as Transaction<DatabaseSchema>, noEnds())),
      writes: repositoriesOf(txOf(engine.singles as Transaction<DatabaseSchema>, noEnds())),
      // A statement cut off with its connection counts as not started: it may have been done, and is done again.
      run: again,
    }),
    onQueued: (listener) => void listeners.push(listener),
  }
}

/** Version conflict raised by the work: retry with fresh data. */
const isOwnConflict = (error: unknown): boolean =>
  error instanceof StoreUnavailable && error.reason === 'conflicto'
