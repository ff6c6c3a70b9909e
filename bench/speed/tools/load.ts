import { setTimeout as sleep } from 'node:timers/promises'
import { Histogram } from './histogram.ts'

/** Result of a load. */
export interface Load {
  done: number
  seconds: number
  perSecond: number
  timings: Histogram
  /** CPU used by this process, the load generator, as a share of one core. */
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

/** Closed loop: each source sends its next request as soon as the previous one is answered. */
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
 * Open loop: sends at a fixed rate, whether or not earlier requests were answered. Each is timed from when it was
 * due, so a stall counts for every request it delays (no coordinated omission).
 * @param isOver asked before each request; ends the load early.
 */
export const openLoopLoad = (
  request: (index: number) => Promise<unknown>,
  perSecond: number,
  seconds: number,
  isOver = () => false,
): Promise<Load> =>
  measure(async (timings) => {
    const start = performance.now()
    const total = Math.round(perSecond * seconds)
    const inFlight: Promise<unknown>[] = []
    let i = 0
    for (; i < total && !isOver(); i++) {
      const dueAt = start + (i * 1000) / perSecond
      const remaining = dueAt - performance.now()
      if (remaining > 0) await sleep(remaining)
      inFlight.push(request(i).then(() => timings.record(performance.now() - dueAt)))
    }
    await Promise.all(inFlight)
    return i
  })
