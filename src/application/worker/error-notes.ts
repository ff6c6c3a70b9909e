import { HOUR_S } from '../../domain/values/durations.ts'
import type { Deps, ErrorReference } from '../ports.ts'

/** How many wait for the next round. */
const MAX_WAITING = 50
/** How many a process keeps in an hour: who makes it answer 503 all day fills no table. */
const MAX_PER_HOUR = 300

/**
 * The references of error pages, so that staff find one by what the page shows (product.md “Cases”). Noting one asks
 * nothing of the database and never fails; the worker writes them. Those beyond the bounds, and those that the database
 * does not take, are in the log only.
 */
export class ErrorNotes {
  readonly #deps: Pick<Deps, 'store' | 'clock'>
  #waiting: ErrorReference[] = []
  #hour = { endsAt: 0, count: 0 }

  constructor(deps: Pick<Deps, 'store' | 'clock'>) {
    this.#deps = deps
  }

  note(error: Omit<ErrorReference, 'createdAt'>): void {
    const now = this.#deps.clock.now()
    if (now.getTime() >= this.#hour.endsAt) this.#hour = { endsAt: now.getTime() + HOUR_S * 1_000, count: 0 }
    if (this.#waiting.length >= MAX_WAITING || this.#hour.count >= MAX_PER_HOUR) return
    this.#hour.count += 1
    this.#waiting.push({ ...error, createdAt: now })
  }

  /** One round: writes what waits, or drops it when the database does not take it. */
  async write(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    if (waiting.length > 0) await this.#deps.store.single.errorReferences.save(...waiting)
  }
}
