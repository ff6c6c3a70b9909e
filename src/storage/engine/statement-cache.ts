/** The part of an engine's database through which queries go. */
interface Base<O> {
  prepare(text: string): O
  close(): void
}

/** More than the product has; there may be texts made of lists of any length besides. */
const LIMIT = 300

const CHANGES_TABLES = /^\s*(alter|create|drop)\b/i

/**
 * The same database, which prepares each text once: preparing takes longer than most queries. One that is being read
 * from is not given again, and a change of the tables forgets all of them.
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

/** A name for each text of a query, under which a server prepares it once for each of its connections. */
export class QueryNames {
  readonly #names = new Map<string, string>()
  #namesGiven = 0

  /** @returns nothing for a text that is not to be kept: it changes the tables, or there are too many. */
  of(text: string): string | undefined {
    if (CHANGES_TABLES.test(text)) this.forget()
    else if (!this.#names.has(text) && this.#names.size < LIMIT)
      this.#names.set(text, `query_${++this.#namesGiven}`)
    return this.#names.get(text)
  }

  /** From now on each text gets a new name, as what was prepared under the old one serves no more. */
  forget(): void {
    this.#names.clear()
  }
}
