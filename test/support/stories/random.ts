/** Chance that a seed repeats (mulberry32): a story that fails is told again by its seed. */
export interface Chance {
  /** A number from 0 up to 1. */
  next(): number
  below(limit: number): number
  /** @throws Error when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T
  happens(share: number): boolean
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[below(from.length)] as T
    },
    happens: (share) => next() < share,
  }
}
