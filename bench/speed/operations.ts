/** What each operation asks of the database and the disk, and what a POST costs beside its hash. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Counts } from './operations/counts.ts'
import type { Step } from './operations/journeys.ts'
import { cpuOfRightKey } from './operations/right-key.ts'
import { formatFigure, type Measurement, withAim } from './tools/measure.ts'

/** The step that the aims are about. */
const RIGHT_KEY = 'cambiar, the right key'
const FIRST_VISIT = 'a form, first visit'

/** Statements alone, statements with those that begin and end transactions, transactions, waits. */
const figures = ({ statements, boundaries, transactions, waits }: Counts): string =>
  [statements, statements + boundaries, transactions, waits].join(' / ')

function rowOf({ what, request: { counts, worker } }: Step): Measurement {
  return {
    what: `Database, ${what}: statements / with begin and commit / transactions / waits for the disk`,
    value: figures(counts),
    base: worker ? `worker: ${figures(worker)}` : 'worker not woken',
  }
}

function aimsOf(steps: readonly Step[]): Measurement[] {
  const countsOf = (what: string): Counts => {
    const step = steps.find((one) => one.what === what)
    if (!step) throw new Error(`nobody counted ${what}`)
    return step.request.counts
  }
  const rightKey = countsOf(RIGHT_KEY)
  const firstVisit = countsOf(FIRST_VISIT)
  return [
    withAim('POST with the right key: statements, with begin and commit', totalOf(rightKey), { atMost: 14 }),
    withAim('POST with the right key: transactions', rightKey.transactions, { atMost: 4 }),
    withAim('POST with the right key: waits for the disk', rightKey.waits, { atMost: 2 }),
    withAim('First visit to a form: statements, with begin and commit', totalOf(firstVisit), { atMost: 2 }),
  ]
}

const totalOf = ({ statements, boundaries }: Counts): number => statements + boundaries

const cpuBase = ({ ownMs, hashMs }: { ownMs: number; hashMs: number }): string =>
  `the thread that answers: ${formatFigure(ownMs, 'ms')}; the hash: ${formatFigure(hashMs, 'ms')}`

/** Counted in a process of its own: counting changes the libraries of the process. */
async function countSteps(): Promise<Step[]> {
  const child = fork(fileURLToPath(new URL('operations/count-steps.ts', import.meta.url)))
  const [steps] = await once(child, 'message')
  return steps
}

/** @returns the rows of the report. */
export async function measureOperations(): Promise<{ measurements: Measurement[] }> {
  const steps = await countSteps()
  const real = await cpuOfRightKey(11, 6)
  const warm = await cpuOfRightKey(4, 12)
  return {
    measurements: [
      ...aimsOf(steps),
      withAim(
        'CPU of a POST with the right key, beside its hash',
        real.besideMs,
        { atMost: 8 },
        { unit: 'ms', base: cpuBase(real) },
      ),
      {
        what: 'The same with caches still warm (hashes of cost 4)',
        value: formatFigure(warm.besideMs, 'ms'),
        base: cpuBase(warm),
      },
      ...steps.map(rowOf),
    ],
  }
}
