import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'

/** Percentiles of what was recorded, in milliseconds. */
export interface Resumen {
  n: number
  p50: number
  p90: number
  p99: number
  max: number
}

/** Records durations in milliseconds to the microsecond. */
export class Histograma {
  readonly #h: RecordableHistogram = createHistogram()

  anotar(ms: number): void {
    this.#h.record(Math.max(1, Math.round(ms * 1000)))
  }

  resumen(): Resumen {
    const en = (p: number) => Math.round(this.#h.percentile(p)) / 1000
    return { n: this.#h.count, p50: en(50), p90: en(90), p99: en(99), max: this.#h.max / 1000 }
  }

  /** All of it, to be kept: microseconds by percentile. */
  json(): object {
    return { unit: 'µs', count: this.#h.count, percentiles: Object.fromEntries(this.#h.percentiles) }
  }
}

export const mediana = (valores: readonly number[]): number =>
  valores.toSorted((a, b) => a - b)[Math.floor(valores.length / 2)] ?? Number.NaN
