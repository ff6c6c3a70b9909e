import type { Request, Response } from 'express'
import type { Clock, Scheduler } from '../../application/ports.ts'
import { hasEnded, whenEnded } from './ended.ts'

/** How slowly a body may arrive (product.md “Limits”). */
export interface PaceRule {
  /** Over the whole of it: 6,000 is a megabyte in three minutes, an old phone's on 2G. */
  bytesPerSecond: number
  /** How long nothing may arrive, however much came before. */
  silenceSeconds: number
}

/** What watching needs of the services. */
export interface Paced {
  deps: { clock: Pick<Clock, 'now'> }
  scheduler: Scheduler
  pace: PaceRule
}

/** How often a body is looked at. */
const CHECK_MS = 1000
/** How long what still arrives is read and dropped after an answer, so that its sender gets to see it. */
const LINGER_MS = 5000

/**
 * Judges a body by when it has to go on: each byte buys time at the slowest pace, never more than the longest silence.
 */
export function createPace({ bytesPerSecond, silenceSeconds }: PaceRule, start: Date) {
  let until = start.getTime() + silenceSeconds * 1000
  return {
    /** @param bytes that came since the last look. */
    isTooSlow(bytes: number, now: Date): boolean {
      const bought = until + (bytes * 1000) / bytesPerSecond
      until = Math.min(bought, now.getTime() + silenceSeconds * 1000)
      return now.getTime() > until
    },
  }
}

/**
 * Watches the body of a request until it is complete or answered.
 * @param onSlow called once, when it arrives too slowly.
 */
export function watchPace(
  req: Request,
  res: Response,
  { deps: { clock }, scheduler, pace: rule }: Paced,
  onSlow: () => void,
): void {
  const pace = createPace(rule, clock.now())
  let seen = req.socket.bytesRead
  const look = () => {
    if (req.complete || res.headersSent || hasEnded(res)) return
    const { bytesRead } = req.socket
    if (pace.isTooSlow(bytesRead - seen, clock.now())) return onSlow()
    seen = bytesRead
    scheduler.after(CHECK_MS, look)
  }
  scheduler.after(CHECK_MS, look)
}

/** Closes the connection of a request that was answered before it was read, once its sender could read the answer. */
export function lingerAfter(req: Request, res: Response, { scheduler }: Pick<Paced, 'scheduler'>): void {
  whenEnded(res, () =>
    scheduler.after(LINGER_MS, () => {
      if (!req.complete) req.socket.destroy()
    }),
  )
}
