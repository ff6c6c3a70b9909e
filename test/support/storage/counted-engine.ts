/** Counts what requests ask of a database, the same way on either engine. For tests and the bench. */
import type { Kysely, KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely'
import type { Engine } from '../../../src/storage/engine/engine-port.ts'
import type { DatabaseSchema } from '../../../src/storage/schema.ts'

export interface Counts {
  /** Statements that succeeded, inside a transaction or alone; no begin nor commit. */
  statements: number
  /** Transactions begun that may write, those that were run again included. */
  transactions: number
  /** Read transactions begun. */
  reads: number
  /** Transactions that wrote and were committed: each waits until the disk has it. */
  diskWaits: number
}

export interface CountedEngine {
  engine: Engine
  /** What was done since the last call. */
  take(): Counts
}

const NOTHING: Counts = { statements: 0, transactions: 0, reads: 0, diskWaits: 0 }

/** Tells each statement that ended well, and whether it writes. */
function watch(onStatement: (writes: boolean) => void): KyselyPlugin {
  const reading = new WeakSet<PluginTransformQueryArgs['queryId']>()
  return {
    transformQuery({ node, queryId }) {
      if (node.kind === 'SelectQueryNode' || (node.kind === 'RawNode' && isSelect(node.sqlFragments))) {
        reading.add(queryId)
      }
      return node
    },
    async transformResult({ queryId, result }: PluginTransformResultArgs) {
      onStatement(!reading.has(queryId))
      return result
    },
  }
}

const isSelect = (fragments: readonly string[]): boolean => /^\s*select\b/i.test(fragments[0] ?? '')

/** Wraps an engine that is open; closing either closes both. */
export function countedEngine(engine: Engine): CountedEngine {
  let counts = { ...NOTHING }

  /** The same database, whose statements and transactions are counted. */
  function counted(db: Kysely<DatabaseSchema>): Kysely<DatabaseSchema> {
    const alone = db.withPlugin(watch(() => counts.statements++))
    type Builder = ReturnType<typeof db.transaction>
    const countedBuilder = (builder: Builder, readOnly: boolean): Builder =>
      new Proxy(builder, {
        get(target, property) {
          if (property === 'setAccessMode') {
            return (mode: 'read only' | 'read write') =>
              countedBuilder(target.setAccessMode(mode), mode === 'read only')
          }
          if (property === 'setIsolationLevel') {
            return (level: Parameters<Builder['setIsolationLevel']>[0]) =>
              countedBuilder(target.setIsolationLevel(level), readOnly)
          }
          if (property !== 'execute') return Reflect.get(target, property, target)
          const execute: Builder['execute'] = async (work) => {
            let wrote = false
            counts[readOnly ? 'reads' : 'transactions']++
            const watching = watch((writes) => {
              counts.statements++
              wrote ||= writes
            })
            const result = await target.execute((trx) => work(trx.withPlugin(watching)))
            if (wrote) counts.diskWaits++
            return result
          }
          return execute
        },
      })
    return new Proxy(alone, {
      get(target, property) {
        if (property === 'transaction') return () => countedBuilder(db.transaction(), false)
        const value: unknown = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }

  return {
    engine: {
      ...engine,
      db: counted(engine.db),
      reads: counted(engine.reads),
      singles: counted(engine.singles),
    },
    take() {
      const taken = counts
      counts = { ...NOTHING }
      return taken
    },
  }
}
