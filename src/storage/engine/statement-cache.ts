/** The part of an engine's database that queries use. */
interface Base<O> {
  prepare(text: string): O
  close(): void
}

/** More than the product's fixed queries; `in (…)` lists of any length add more texts. */
const LIMIT = 300

const CHANGES_TABLES = /^\s*(alter|create|drop)\b/i

/**
 * Wraps a database so that each text is prepared once: preparing takes longer than most queries. A statement
 * that is still being read is not shared, and a schema change clears the cache.
 */
export function withStatementCache<O extends { busy: boolean }>(database: Base<O>): Base<O> {
  const statements = new Map<string, O>()
  return {
    prepare(text) {
      if (CHANGES_TABLES.test(text)) {
        statements.clear()
        return database.prepare(text)
      }
      const done = statements.get(text)
      if (done && !done.busy) return done
      const added = database.prepare(text)
      statements.set(text, added)
      const [first] = statements.keys()
      if (statements.size > LIMIT && first !== undefined) statements.delete(first)
      return added
    },
    close: () => database.close(),
  }
}

/** Names for query texts; a server prepares each name once per connection. */
export class QueryNames {
  readonly #names = new Map<string, string>()
  #namesGiven = 0

  /** @returns undefined for a text not worth preparing: it changes the schema, or there are too many. */
  of(text: string): string | undefined {
    if (CHANGES_TABLES.test(text)) this.forget()
    else if (!this.#names.has(text) && this.#names.size < LIMIT)
      this.#names.set(text, `query_${++this.#namesGiven}`)
    return this.#names.get(text)
  }

  /** Gives every text a new name from now on: what was prepared under the old ones is stale. */
  forget(): void {
    this.#names.clear()
  }
}
