/**
 * Throughput of a form page, for visitors who come back and for those who come first, against bare Express and EJS
 * rendering the same page. Both answer with gzip, as browsers ask for.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFolder } from './tools/environment.ts'
import { type Histogram, median } from './tools/histogram.ts'
import { closedLoopLoad, openLoopLoad } from './tools/load.ts'
import { formatFigure, type Measurement, withAim } from './tools/measure.ts'
import { launch, type MeasuredServer } from './tools/process.ts'
import { Visitor } from './tools/visitor.ts'

const FORM_URL = '/natural/registrar'
const CONNECTIONS = 8
const ROUNDS = 5
const SECONDS = 2

/** Who opens the form; every how many requests one is a first visit, without cookie. */
const AUDIENCES = {
  'who come back': Number.POSITIVE_INFINITY,
  'who come first': 1,
  'of whom each tenth comes first': 10,
}
type Audience = keyof typeof AUDIENCES

interface Round {
  perSecond: number
  cpuUs: number
}
type Rounds = Record<Audience | 'bare', Round>

async function runRound(
  server: MeasuredServer,
  visitors: readonly Visitor[],
  path: string,
  firstEvery: number,
): Promise<Round> {
  const before = await server.usage()
  let requests = 0
  const openAs = (visitor: Visitor) => () => {
    if (++requests % firstEvery === 0) visitor.forget()
    return visitor.open(path)
  }
  const load = await closedLoopLoad(visitors.map(openAs), SECONDS)
  const after = await server.usage()
  return { perSecond: load.perSecond, cpuUs: (after.cpuUs - before.cpuUs) / load.done }
}

/** One row: our pages each second ÷ bare ones, for an audience. */
function compare(rounds: readonly Rounds[], audience: Audience, aim: number): Measurement {
  const perSecond = (whose: keyof Rounds) => formatFigure(median(rounds.map((one) => one[whose].perSecond)))
  return withAim(
    `Form pages each second, for people ${audience}, ÷ bare Express + EJS with gzip of the same page`,
    median(rounds.map((one) => one[audience].perSecond / one.bare.perSecond)),
    { atLeast: aim },
    { base: `${perSecond(audience)} ÷ ${perSecond('bare')}` },
  )
}

/** One row: CPU of one form page for an audience. */
function cpuOf(rounds: readonly Rounds[], audience: Audience, aim?: number): Measurement {
  const cpu = (whose: keyof Rounds) => median(rounds.map((one) => one[whose].cpuUs))
  const what = `CPU of one form page, for people ${audience}`
  const base = `${formatFigure(cpu('bare'), 'µs')} bare`
  return aim
    ? withAim(what, cpu(audience), { atMost: aim }, { unit: 'µs', base })
    : { what, value: formatFigure(cpu(audience), 'µs'), base }
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
  const rounds: Rounds[] = []
  for (let i = 0; i <= ROUNDS; i++) {
    const ours = (audience: Audience) => runRound(ourServer, visitors, FORM_URL, AUDIENCES[audience])
    const round = {
      bare: await runRound(baseline, baseVisitors, '/', AUDIENCES['who come back']),
      'who come back': await ours('who come back'),
      'who come first': await ours('who come first'),
      'of whom each tenth comes first': await ours('of whom each tenth comes first'),
    }
    if (i > 0) rounds.push(round)
  }
  const one = visitors[0] ?? new Visitor(ourServer.base)
  const alone = await openLoopLoad(() => one.open(FORM_URL), 40, 8)
  const { rssMb } = await ourServer.usage()
  await Promise.all([ourServer.close(), baseline.close()])
  await remove()

  return {
    histograms: { 'form-page-alone': alone.timings },
    measurements: [
      compare(rounds, 'who come back', 0.9),
      compare(rounds, 'who come first', 0.9),
      compare(rounds, 'of whom each tenth comes first', 0.9),
      cpuOf(rounds, 'who come back', 350),
      cpuOf(rounds, 'who come first'),
      {
        what: 'p99 of a form page, alone (40 a second)',
        value: formatFigure(alone.timings.summary().p99, 'ms'),
      },
      withAim('Memory after the pages', rssMb, { atMost: 220 }, { unit: 'MB' }),
    ],
  }
}
