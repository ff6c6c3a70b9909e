/** The bounded queue of everything that is limited: hashes, documentos, captchas, uploads. */
import { Turns } from '../../domain/turns.ts'

/** Whoever asks for work that may have to wait. */
export interface Asker {
  /**
   * The networks they come from, narrow to wide: an IPv6 /64, its /56, its /48; an IPv4 address, its /24.
   * In memory only, never logged; a caso keeps the widest one, encrypted.
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
  /**
   * For a place that is held as long as its holder likes, before any work: called when a newcomer took it, as
   * those who wait are displaced. Until {@link Leave.stay}.
   */
  giveWay?: (reason: Overloaded) => void
}

/** Gives back some units, or all that are left; with the last one the place. More than once is harmless. */
export interface Leave {
  (units?: number): void
  /** Its work begins: nobody displaces it from now on. */
  stay(): void
}

interface Waiter extends Asker, PromiseWithResolvers<Leave> {
  units: number
  giveWay: ((reason: Overloaded) => void) | undefined
  /** Set while it is inside. */
  leave?: () => void
}

/**
 * Lets in as many as there are places; the others wait, networks taking turns ({@link Turns}). When no more
 * may wait, a newcomer displaces the last of the network that most wait from, or is turned away. Where places
 * can be taken back (`giveWay`) it does so among those who hold them, if nobody waits.
 */
export class Gate {
  readonly #options: GateOptions
  readonly #turns = new Turns<Waiter>()
  /** Inside, before any work. */
  readonly #displaceable = new Turns<Waiter>()
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
  async enter({ networks }: Asker, { units = 1, signal, giveWay }: Entry = {}): Promise<Leave> {
    signal?.throwIfAborted()
    const seconds = this.#options.overload(this.#pending)
    const waiter: Waiter = { networks, units, giveWay, ...Promise.withResolvers<Leave>() }
    if (seconds !== undefined && giveWay) this.#takeBack(waiter, seconds)
    this.#turns.add(waiter)
    this.#pending += units
    if (seconds !== undefined && !giveWay) this.#makeRoom(waiter, seconds)
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

  /** How many are inside, or would have their turn before one who came now. */
  before(asker: Asker): number {
    return this.#inside + this.#turns.turnsBefore(asker)
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
    if (waiter.giveWay) this.#displaceable.add(waiter)
    const stay = () => void this.#displaceable.remove(waiter)
    const leave = (units = remaining) => {
      if (remaining === 0) return
      const given = Math.min(units, remaining)
      remaining -= given
      this.#pending -= given
      if (remaining > 0) return
      stay()
      this.#inside--
      this.#admit()
    }
    waiter.leave = leave
    return Object.assign(leave, { stay })
  }

  /** Takes back the place of whoever gives way to a newcomer. @throws {Overloaded} when nobody does. */
  #takeBack(newcomer: Waiter, seconds: number): void {
    this.#displaceable.add(newcomer)
    const victim = this.#displaceable.lastOfMost(newcomer)
    this.#displaceable.remove(newcomer)
    if (victim === newcomer) throw new Overloaded(seconds)
    victim.leave?.()
    victim.giveWay?.(new Overloaded(seconds))
  }

  /** Displaces as many units as the newcomer brings, so that what waits never grows by it; or nobody. */
  #makeRoom(newcomer: Waiter, seconds: number): void {
    const displaced: Waiter[] = []
    for (let units = 0; units < newcomer.units; ) {
      const victim = this.#turns.lastOfMost(newcomer)
      this.#turns.remove(victim)
      if (victim === newcomer) {
        for (const one of displaced.reverse()) this.#turns.add(one)
        this.#pending -= newcomer.units
        throw new Overloaded(seconds)
      }
      displaced.push(victim)
      units += victim.units
    }
    for (const one of displaced) this.#reject(one, new Overloaded(seconds))
  }

  #reject(waiter: Waiter, reason: unknown): void {
    this.#pending -= waiter.units
    waiter.reject(reason)
  }
}
