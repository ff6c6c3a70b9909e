import type { Counts } from '../../application/operator/import-cuentas.ts'
import type { Cli } from '../command.ts'

const BAR_WIDTH = 20

const grouping = new Intl.NumberFormat('es-CL')

/** Formats a count for people. */
export const formatCount = (n: number | undefined): string => grouping.format(n ?? 0)

/** Shows the progress through a file: a bar redrawn in place on a terminal, otherwise a line per tenth. */
export function createProgress({ progressBar, print }: Pick<Cli, 'progressBar' | 'print'>, bytes: number) {
  let bytesRead = 0
  let printed = 0
  const interval = progressBar ? 1 : 10

  const printPart = (percent: number, { lineas: lines, importadas }: Counts) => {
    printed = percent
    const text = `${percent} % · ${formatCount(lines)} líneas, ${formatCount(importadas)} importadas`
    const filled = Math.round((percent * BAR_WIDTH) / 100)
    if (progressBar) progressBar(`[${'#'.repeat(filled).padEnd(BAR_WIDTH, '·')}] ${text}`)
    else print(text)
  }

  return {
    onRead(until: number): void {
      bytesRead = until
    },
    /** Reading runs ahead of writing, so 100 % is shown only at the end. */
    onProgress(counts: Counts): void {
      const percent = Math.floor(Math.min(99, (100 * bytesRead) / bytes) / interval) * interval
      if (percent > printed) printPart(percent, counts)
    },
    /** Ends the bar's line. */
    finish(counts: Counts): void {
      printPart(100, counts)
      progressBar?.('\n')
    },
  }
}
