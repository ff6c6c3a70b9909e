import { setTimeout as dormir } from 'node:timers/promises'
import { Histogram } from './histogram.ts'

/** What came of a load. */
export interface Load {
  done: number
  seconds: number
  perSecond: number
  timings: Histogram
  /** CPU time of this process, which makes the load, as a share of one core. */
  generatorUse: number
}

const measure = async (run: (timings: Histogram) => Promise<number>): Promise<Load> => {
  const timings = new Histogram()
  const before = process.cpuUsage()
  const start = performance.now()
  const done = await run(timings)
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  return {
    done,
    seconds,
    perSecond: done / seconds,
    timings,
    generatorUse: (user + system) / 1e6 / seconds,
  }
}

/** As many as go: each of some sources asks again as soon as it was answered. */
export const closedLoopLoad = (
  sources: readonly (() => Promise<unknown>)[],
  seconds: number,
): Promise<Load> =>
  measure(async (timings) => {
    const end = performance.now() + seconds * 1000
    const done = await Promise.all(
      sources.map(async (request) => {
        let n = 0
        while (performance.now() < end) {
          const start = performance.now()
          await request()
          timings.record(performance.now() - start)
          n++
        }
        return n
      }),
    )
    return done.reduce((a, b) => a + b, 0)
  })

/**
 * So many each second, whether or not the former ones were answered; each is timed from when it was due, so that a
 * stall counts for all whom it would have kept waiting (no coordinated omission).
 */
export const openLoopLoad = (
  request: (index: number) => Promise<unknown>,
  perSecond: number,
  seconds: number,
): Promise<Load> =>
  measure(async (timings) => {
    const start = performance.now()
    const total = Math.round(perSecond * seconds)
    const inFlight: Promise<unknown>[] = []
    for (let i = 0; i < total; i++) {
      const dueAt = start + (i * 1000) / perSecond
      const remaining = dueAt - performance.now()
      if (remaining > 0) await dormir(remaining)
      inFlight.push(request(i).then(() => timings.record(performance.now() - dueAt)))
    }
    await Promise.all(inFlight)
    return total
  })
