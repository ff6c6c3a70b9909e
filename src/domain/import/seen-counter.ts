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
  readonly #counts = new Map<number, number>()
  readonly #before: SeenCounter | undefined

  /** @param before what it starts from, and leaves as it is. */
  constructor(before?: SeenCounter) {
    this.#before = before
  }

  /** How often a text was added. */
  times(text: string): number {
    return this.#timesOf(hashText(text))
  }

  #timesOf(hash: number): number {
    return (this.#counts.get(hash) ?? 0) + (this.#before ? this.#before.#timesOf(hash) : 0)
  }

  add(text: string): void {
    this.#addHash(hashText(text), 1)
  }

  #addHash(hash: number, times: number): void {
    this.#counts.set(hash, (this.#counts.get(hash) ?? 0) + times)
  }

  /** Adds everything that was added to `later`, which started from this one. */
  take(later: SeenCounter): void {
    for (const [hash, times] of later.#counts) this.#addHash(hash, times)
  }
}
