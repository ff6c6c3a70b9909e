/** What a rehearsal of an import remembers in place of a database. */

/** A number that stands for a text: two of them among millions hardly ever meet (53 bits; Bob Jenkins' mix as cyrb53 uses it). */
function hashText(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    high = Math.imul(high ^ letter, 2654435761)
    low = Math.imul(low ^ letter, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

/** Counts texts without keeping them: some 50 MB for each million of different ones. */
export class SeenCounter {
  readonly #committed = new Map<number, number>()
  #uncommitted = new Map<number, number>()

  /** How often a text was added. */
  times(text: string): number {
    const number = hashText(text)
    return (this.#committed.get(number) ?? 0) + (this.#uncommitted.get(number) ?? 0)
  }

  add(text: string): void {
    const number = hashText(text)
    this.#uncommitted.set(number, (this.#uncommitted.get(number) ?? 0) + 1)
  }

  /** Keeps what was added since the last time. */
  commit(): void {
    for (const [number, times] of this.#uncommitted) {
      this.#committed.set(number, (this.#committed.get(number) ?? 0) + times)
    }
    this.#uncommitted = new Map()
  }

  /** Forgets it: what added them runs again. */
  rollBack(): void {
    this.#uncommitted = new Map()
  }
}
