/**
 * Counts what SQLite and its disk are asked for, below everything of the product, so that any version of it is
 * counted alike. Import before the database is opened.
 */
import { type FileHandle, open } from 'node:fs/promises'
import Database from 'better-sqlite3'

export interface Counts {
  /** Without those that begin and end transactions. */
  statements: number
  transactions: number
  /** Statements that begin and end transactions. */
  boundaries: number
  /** Syncs of the journal. */
  waits: number
  /** Notices left in the outbox. */
  notices: number
}

export const noCounts = (): Counts => ({
  statements: 0,
  transactions: 0,
  boundaries: 0,
  waits: 0,
  notices: 0,
})

let current = noCounts()

/** From now on counts into `counts`. @returns the one before. */
export function countInto(counts: Counts): Counts {
  const previous = current
  current = counts
  return previous
}

/** SQLite keeps this figure in memory: reading it costs no look at the database. */
const OWN_FIGURE = /^select total_changes\(\)$/

function count(text: string): void {
  if (OWN_FIGURE.test(text)) return
  const [word = ''] = text.trimStart().toLowerCase().split(/\W/, 1)
  if (word === 'begin') current.transactions++
  if (['begin', 'commit', 'rollback'].includes(word)) current.boundaries++
  else current.statements++
  if (/^insert into "?avisos"?/.test(text)) current.notices++
}

/** Runs `before` with the object and arguments of each call of a method. */
function watch(prototype: object, method: string, before: (self: object, first: unknown) => void): void {
  const original: unknown = Reflect.get(prototype, method)
  if (typeof original !== 'function') throw new Error(`there is no ${method} to watch`)
  Reflect.set(prototype, method, function watched(this: object, ...parts: unknown[]) {
    before(this, parts[0])
    return Reflect.apply(original, this, parts)
  })
}

const database = new Database(':memory:')
const statement: object = Object.getPrototypeOf(database.prepare('select 1'))
for (const method of ['run', 'get', 'all', 'iterate'])
  watch(statement, method, (self) => count(String(Reflect.get(self, 'source'))))
watch(Database.prototype, 'exec', (_self, text) => count(String(text)))
database.close()

const file: FileHandle = await open(process.execPath)
watch(Object.getPrototypeOf(file), 'datasync', () => current.waits++)
await file.close()
