/** How long something takes that is done again and again. */
import { median } from './histogram.ts'
import { formatFigure, type Measurement, withAim } from './measure.ts'

/** Runs it so many times, one after the other. @returns milliseconds of each. */
export async function timesOf(count: number, run: (n: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const start = performance.now()
    await run(n)
    times.push(performance.now() - start)
  }
  return times
}

/** The row of a 95th percentile, with its aim in milliseconds. */
export function p95Of(what: string, times: readonly number[], atMost: number): Measurement {
  const sorted = times.toSorted((a, b) => a - b)
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
  const slowest = formatFigure(sorted.at(-1) ?? Number.NaN, 'ms')
  const base = `median ${formatFigure(median(sorted), 'ms')}, slowest ${slowest}`
  return withAim(what, p95, { atMost }, { unit: 'ms', base })
}
