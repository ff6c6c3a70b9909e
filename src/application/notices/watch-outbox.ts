import type { Deps } from '../ports.ts'

/** What is looked up for every page is looked up again after this long, on each node. */
const KEPT_MS = 5_000

/**
 * Watches how long the outbox has kept a message waiting, for pages that all say so: one step of an index every few
 * seconds, whoever asks, and one for all who ask at once.
 * @returns a function that tells since when the message that waits longest does; null when none waits.
 */
export function watchOutbox({ store, clock }: Pick<Deps, 'store' | 'clock'>): () => Promise<Date | null> {
  let read: { at: number; since: Promise<Date | null> } | undefined
  return () => {
    const at = clock.now().getTime()
    if (!read || Math.abs(at - read.at) >= KEPT_MS) {
      const since = store.single.avisos.findWaitingSince()
      const asked = { at, since }
      read = asked
      since.catch(() => {
        if (read === asked) read = undefined
      })
    }
    return read.since
  }
}
