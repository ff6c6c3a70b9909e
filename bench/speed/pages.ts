/** Throughput of a form page for visitors with a session, against bare Express and EJS rendering the same page. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFolder } from './environment.ts'
import { type Histogram, median } from './histogram.ts'
import { closedLoopLoad, openLoopLoad } from './load.ts'
import { formatFigure, type Measurement, withAim } from './measure.ts'
import { launch, type MeasuredServer } from './process.ts'
import { Visitor } from './visitor.ts'

const FORM_URL = '/natural/registrar'
const CONNECTIONS = 8
const ROUNDS = 5
const SECONDS = 3

interface Round {
  perSecond: number
  cpuUs: number
}

async function runRound(server: MeasuredServer, visitors: readonly Visitor[], path: string): Promise<Round> {
  const before = await server.usage()
  const load = await closedLoopLoad(
    visitors.map((one) => () => one.open(path)),
    SECONDS,
  )
  const after = await server.usage()
  return { perSecond: load.perSecond, cpuUs: (after.cpuUs - before.cpuUs) / load.done }
}

/** @returns the rows of the report, and histograms by name. */
export async function measurePages(): Promise<{
  measurements: Measurement[]
  histograms: Record<string, Histogram>
}> {
  const { folder, env, remove } = await createFolder()
  const ourServer = await launch('serve-product.ts', env)
  const visitors = Array.from({ length: CONNECTIONS }, () => new Visitor(ourServer.base))
  for (const one of visitors) await one.open(FORM_URL)
  const page = join(folder, 'page.json')
  writeFileSync(page, JSON.stringify(await ourServer.request('rendered')))
  const baseline = await launch('serve-baseline.ts', { PAGE_FILE: page })
  const baseVisitors = Array.from({ length: CONNECTIONS }, () => new Visitor(baseline.base))

  // The first round is a warm-up.
  const rounds: { ours: Round; bare: Round }[] = []
  for (let i = 0; i <= ROUNDS; i++) {
    const bare = await runRound(baseline, baseVisitors, '/')
    const ours = await runRound(ourServer, visitors, FORM_URL)
    if (i > 0) rounds.push({ ours, bare })
  }
  const one = visitors[0] ?? new Visitor(ourServer.base)
  const alone = await openLoopLoad(() => one.open(FORM_URL), 40, 8)
  const { rssMb } = await ourServer.usage()
  await Promise.all([ourServer.close(), baseline.close()])
  await remove()

  const medianOf = (select: (one: (typeof rounds)[number]) => number) => median(rounds.map(select))
  const perSecond = medianOf(({ ours }) => ours.perSecond)
  const barePerSecond = medianOf(({ bare }) => bare.perSecond)
  return {
    histograms: { 'form-page-alone': alone.timings },
    measurements: [
      withAim(
        'Form pages each second ÷ bare Express + EJS of the same page',
        medianOf(({ ours, bare }) => ours.perSecond / bare.perSecond),
        { atLeast: 0.7 },
        { base: `${formatFigure(perSecond)} ÷ ${formatFigure(barePerSecond)}` },
      ),
      withAim(
        'CPU of one registration form',
        medianOf(({ ours }) => ours.cpuUs),
        { atMost: 400 },
        {
          unit: 'µs',
          base: `${formatFigure(
            medianOf(({ bare }) => bare.cpuUs),
            'µs',
          )} bare`,
        },
      ),
      {
        what: 'p99 of a form page, alone (40 a second)',
        value: formatFigure(alone.timings.summary().p99, 'ms'),
      },
      { what: 'Memory after the pages', value: formatFigure(rssMb, 'MB') },
    ],
  }
}
