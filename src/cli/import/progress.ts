import type { Counts } from '../../application/operator/import-cuentas.ts'
import type { Cli } from '../command.ts'

const BAR_WIDTH = 20

const grouping = new Intl.NumberFormat('es-CL')

/** An amount as people read it. */
export const formatCount = (n: number | undefined): string => grouping.format(n ?? 0)

/**
 * Shows how far an order got in a file: a bar that is drawn over where somebody looks on, and otherwise a line at
 * each tenth.
 */
export function createProgress({ progressBar, print }: Pick<Cli, 'progressBar' | 'print'>, bytes: number) {
  let parsed = 0
  let printed = 0
  const increment = progressBar ? 1 : 10

  const printPart = (percent: number, { lineas: lines, importadas }: Counts) => {
    printed = percent
    const text = `${percent} % · ${formatCount(lines)} líneas, ${formatCount(importadas)} importadas`
    const filled = Math.round((percent * BAR_WIDTH) / 100)
    if (progressBar) progressBar(`[${'#'.repeat(filled).padEnd(BAR_WIDTH, '·')}] ${text}`)
    else print(text)
  }

  return {
    onRead(until: number): void {
      parsed = until
    },
    /** What was read is ahead of what was done: all of it is done only at the end. */
    onProgress(counts: Counts): void {
      const percent = Math.floor(Math.min(99, (100 * parsed) / bytes) / increment) * increment
      if (percent > printed) printPart(percent, counts)
    },
    /** Leaves the line of the bar. */
    finish(counts: Counts): void {
      printPart(100, counts)
      progressBar?.('\n')
    },
  }
}
