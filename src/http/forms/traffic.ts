import type { Asker } from '../../application/ports.ts'
import { levelFor } from '../../domain/price.ts'

/** What costs nothing: forms in about ten minutes per address and per network, and the wait for a hash. */
export interface TrafficOptions {
  freePosts: number
  freeNetworkPosts: number
  freeHashWaitMs: number
  /** Expected wait of one more hash, of that asker. */
  hashWaitMs: (asker: Asker) => number
}

/** What sending a form costs now, and the network that made it so. */
export interface Due {
  level: number
  network: string
}

/** Counts fade with time: after so long two thirds are gone. */
const FADE_MS = 600_000
/** How much more a /48 may send than one of its /56. */
const WIDEST_TIMES = 4
/** Networks remembered, some tens of bytes each. The longest silent are forgotten first. */
const MAX_NETWORKS = 100_000

interface Sent {
  count: number
  at: number
}

/**
 * How thick forms come, from each address and from the networks around it (product.md “Price”). In this process's
 * memory only, as the queues are: addresses are never stored, and it costs the database nothing.
 */
export class Traffic {
  readonly #options: TrafficOptions
  readonly #sent = new Map<string, Sent>()

  constructor(options: TrafficOptions) {
    this.#options = options
  }

  /** Counts a form that was received. */
  record({ networks }: Asker, now: Date): void {
    for (const network of networks) {
      const count = this.#countOf(network, now) + 1
      this.#sent.delete(network)
      this.#sent.set(network, { count, at: now.getTime() })
    }
    for (const network of this.#sent.keys()) {
      if (this.#sent.size <= MAX_NETWORKS) break
      this.#sent.delete(network)
    }
  }

  /**
   * What a form costs whoever asks.
   * @param foresight how many times as much may have come by the time that the form is sent.
   */
  due(asker: Asker, now: Date, foresight = 1): Due {
    const { networks } = asker
    const { freePosts, freeNetworkPosts, freeHashWaitMs, hashWaitMs } = this.#options
    const free = [freePosts, freeNetworkPosts, WIDEST_TIMES * freeNetworkPosts]
    const [address = ''] = networks
    const levels = networks.map((network, index) => ({
      network,
      level: levelFor(foresight * this.#countOf(network, now), free[index] ?? freePosts),
    }))
    // Of equals the widest: otherwise each of its addresses that sends as much would have a turn to wait of its own.
    return [{ network: address, level: levelFor(hashWaitMs(asker), freeHashWaitMs) }, ...levels].reduce(
      (most, one) => (one.level >= most.level ? one : most),
    )
  }

  #countOf(network: string, now: Date): number {
    const sent = this.#sent.get(network)
    return sent ? sent.count * Math.exp((sent.at - now.getTime()) / FADE_MS) : 0
  }
}
