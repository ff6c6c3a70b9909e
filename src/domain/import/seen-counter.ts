/** Replaces the database in a dry run of an import. */

/** cyrb53, a 53-bit hash (Bob Jenkins' mix): collisions are unlikely among millions of texts. */
function hashText(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

/** Counts occurrences of texts without storing them: about 50 MB per million distinct texts. */
export class SeenCounter {
  readonly #committed = new Map<number, number>()
  #uncommitted = new Map<number, number>()

  /** How often a text was added. */
  times(text: string): number {
    const hash = hashText(text)
    return (this.#committed.get(hash) ?? 0) + (this.#uncommitted.get(hash) ?? 0)
  }

  add(text: string): void {
    const hash = hashText(text)
    this.#uncommitted.set(hash, (this.#uncommitted.get(hash) ?? 0) + 1)
  }

  /** Keeps what was added since the last commit. */
  commit(): void {
    for (const [hash, times] of this.#uncommitted) {
      this.#committed.set(hash, (this.#committed.get(hash) ?? 0) + times)
    }
    this.#uncommitted = new Map()
  }

  /** Discards what was added since the last commit, because that batch runs again. */
  rollBack(): void {
    this.#uncommitted = new Map()
  }
}
