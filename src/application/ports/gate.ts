/** The bounded queue of everything that is limited: hashes, documentos, captchas, uploads. */
import { Turns } from '../../domain/turns.ts'

/** Whoever asks for work that may have to wait. */
export interface Asker {
  /**
   * The networks they come from, narrow to wide: an IPv6 /64, its /56, its /48; an IPv4 address, its /24.
   * In memory only: never stored, never logged.
   */
  readonly networks: readonly string[]
}

/** Thrown by a full {@link Gate}, before any work started: no try was spent. Becomes a 503. */
export class Overloaded extends Error {
  /** After how long it makes sense to try again. */
  readonly seconds: number
  constructor(seconds: number) {
    super('too much work waits already')
    this.name = 'Overloaded'
    this.seconds = seconds
  }
}

/** Seconds to wait when no more may come in; undefined when it may. */
type Verdict = number | undefined

export interface GateOptions {
  /** How many may be inside at a time. */
  places: number
  /** Judges whether one more may wait, by how much is inside or waiting. */
  overload: (pending: number) => Verdict
  /**
   * Judges whether a network may have one more, by how much of it is inside or waiting. For places that are
   * held as long as their holder likes; taking turns suffices elsewhere.
   * @param isNarrow whether it is the narrowest of the networks.
   */
  networkOverload?: (held: number, isNarrow: boolean) => Verdict
}

/** An `overload` that lets `count` be inside or waiting, and asks the others to wait `seconds`. */
export const atMost =
  (count: number, seconds: number) =>
  (pending: number): Verdict =>
    pending >= count ? seconds : undefined

export interface Entry {
  /** How much work it brings. */
  units?: number
  /** Gives the wait up, not what is inside: `enter` then throws its reason. */
  signal?: AbortSignal
}

/** Gives back some units, or all that are left; with the last one the place. More than once is harmless. */
export type Leave = (units?: number) => void

interface Waiter extends Asker, PromiseWithResolvers<Leave> {
  units: number
}

/**
 * Lets in as many as there are places; the others wait, networks taking turns ({@link Turns}). When no more
 * may wait, a newcomer displaces the last of the network that most wait from, or is turned away.
 */
export class Gate {
  readonly #options: GateOptions
  readonly #turns = new Turns<Waiter>()
  readonly #heldBy = new Map<string, number>()
  #inside = 0
  #pending = 0

  constructor(options: GateOptions) {
    this.#options = options
  }

  /**
   * Waits for a place.
   * @returns what gives it back: call it however the work ends.
   * @throws {Overloaded} at once when no more may wait, or later when a newcomer displaces this one.
   */
  async enter({ networks }: Asker, { units = 1, signal }: Entry = {}): Promise<Leave> {
    signal?.throwIfAborted()
    this.#judgeNetworks(networks)
    const seconds = this.#options.overload(this.#pending)
    const waiter: Waiter = { networks, units, ...Promise.withResolvers<Leave>() }
    this.#turns.add(waiter)
    this.#count(waiter, units)
    if (seconds !== undefined) this.#makeRoom(waiter, seconds)
    this.#admit()
    const giveUp = () => {
      if (this.#turns.remove(waiter)) this.#reject(waiter, signal?.reason)
    }
    signal?.addEventListener('abort', giveUp)
    try {
      return await waiter.promise
    } finally {
      signal?.removeEventListener('abort', giveUp)
    }
  }

  /** Runs the work when there is a place for it, and gives the place back however the work ends. */
  async run<T>(asker: Asker, work: () => Promise<T>, entry?: Entry): Promise<T> {
    const leave = await this.enter(asker, entry)
    try {
      return await work()
    } finally {
      leave()
    }
  }

  /** `pending`: units inside or waiting. */
  status(): { inProgress: number; waiting: number; pending: number } {
    return { inProgress: this.#inside, waiting: this.#turns.waiting, pending: this.#pending }
  }

  /** A place passes straight to who is next, so a newcomer never overtakes it. */
  #admit(): void {
    while (this.#inside < this.#options.places) {
      const waiter = this.#turns.next()
      if (!waiter) return
      this.#inside++
      waiter.resolve(this.#leaveOf(waiter))
    }
  }

  #leaveOf(waiter: Waiter): Leave {
    let remaining = waiter.units
    return (units = remaining) => {
      if (remaining === 0) return
      const given = Math.min(units, remaining)
      remaining -= given
      this.#count(waiter, -given)
      if (remaining > 0) return
      this.#inside--
      this.#admit()
    }
  }

  /** Displaces as many units as the newcomer brings, so that what waits never grows by it; or nobody. */
  #makeRoom(newcomer: Waiter, seconds: number): void {
    const displaced: Waiter[] = []
    for (let units = 0; units < newcomer.units; ) {
      const victim = this.#turns.lastOfMost(newcomer)
      this.#turns.remove(victim)
      if (victim === newcomer) {
        for (const one of displaced.reverse()) this.#turns.add(one)
        this.#count(newcomer, -newcomer.units)
        throw new Overloaded(seconds)
      }
      displaced.push(victim)
      units += victim.units
    }
    for (const one of displaced) this.#reject(one, new Overloaded(seconds))
  }

  #reject(waiter: Waiter, reason: unknown): void {
    this.#count(waiter, -waiter.units)
    waiter.reject(reason)
  }

  #count({ networks }: Waiter, units: number): void {
    this.#pending += units
    if (!this.#options.networkOverload) return
    for (const network of networks) {
      const held = (this.#heldBy.get(network) ?? 0) + units
      if (held > 0) this.#heldBy.set(network, held)
      else this.#heldBy.delete(network)
    }
  }

  #judgeNetworks(networks: readonly string[]): void {
    for (const [index, network] of networks.entries()) {
      const seconds = this.#options.networkOverload?.(this.#heldBy.get(network) ?? 0, index === 0)
      if (seconds !== undefined) throw new Overloaded(seconds)
    }
  }
}
