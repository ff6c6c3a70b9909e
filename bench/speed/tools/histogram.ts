import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'

/** Percentiles in milliseconds. */
export interface Summary {
  n: number
  p50: number
  p90: number
  p99: number
  max: number
}

/** Records durations in milliseconds, with microsecond precision. */
export class Histogram {
  readonly #h: RecordableHistogram = createHistogram()

  record(ms: number): void {
    this.#h.record(Math.max(1, Math.round(ms * 1000)))
  }

  summary(): Summary {
    const percentile = (p: number) => Math.round(this.#h.percentile(p)) / 1000
    return {
      n: this.#h.count,
      p50: percentile(50),
      p90: percentile(90),
      p99: percentile(99),
      max: this.#h.max / 1000,
    }
  }

  /** The whole histogram: microseconds by percentile. */
  json(): object {
    return { unit: 'µs', count: this.#h.count, percentiles: Object.fromEntries(this.#h.percentiles) }
  }
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
