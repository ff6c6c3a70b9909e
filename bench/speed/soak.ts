/** Memory during mixed work: pages, right and wrong keys, registrations, pictures of captchas. */

import { CLAVE, rutOf } from '../../test/support/data/personas.ts'
import { createFolder } from './tools/environment.ts'
import type { Histogram } from './tools/histogram.ts'
import { type Load, openLoopLoad } from './tools/load.ts'
import { formatFigure, type Measurement, withAim } from './tools/measure.ts'
import { registrationOf } from './tools/personas.ts'
import { launch, type MeasuredServer, type Usage } from './tools/process.ts'
import { type PageResponse, Visitor } from './tools/visitor.ts'

const REGISTRAR_URL = '/natural/registrar'
const CAMBIAR_URL = '/natural/cambiar'
const FRAME = /src="(\/captcha\/[^"]+)"/
const PICTURE = /src="(\/captcha\/[^"]+\.png)"/
/** The first seconds only fill caches. */
const WARM_UP_SECONDS = 10
const SAMPLE_MS = 500
/** Persons whose key is known. */
const REGISTERED = 20
const FIRST = 16_000_000
const FIRST_NEW = 17_000_000
const FIRST_WRONG = 18_000_000

/** What is asked for, how often a second, and whether an answer is the expected one. */
interface Work {
  what: string
  perSecond: number
  run(index: number): Promise<PageResponse>
  isExpected(response: PageResponse): boolean
}

/** Visitors of one kind of work, each used by one request at a time. */
function createVisitors(base: string): <T>(use: (visitor: Visitor) => Promise<T>) => Promise<T> {
  const idle: Visitor[] = []
  return async (use) => {
    const visitor = idle.pop() ?? new Visitor(base)
    try {
      return await use(visitor)
    } finally {
      idle.push(visitor)
    }
  }
}

async function openPicture(visitor: Visitor): Promise<PageResponse> {
  const form = await visitor.open(REGISTRAR_URL)
  const frame = await visitor.open(FRAME.exec(form.html)?.[1] ?? '')
  return visitor.open(PICTURE.exec(frame.html)?.[1] ?? '')
}

/** Opens a form and sends it. */
const send = async (visitor: Visitor, url: string, fields: Record<string, string>): Promise<PageResponse> =>
  visitor.submit(url, await visitor.open(url), fields)

const isPage = ({ status }: PageResponse) => status === 200
const leadsTo =
  (page: string) =>
  ({ destination }: PageResponse) =>
    destination.includes(page)

function mixOf(base: string): Work[] {
  const work = (
    what: string,
    perSecond: number,
    isExpected: Work['isExpected'],
    use: (visitor: Visitor, index: number) => Promise<PageResponse>,
  ): Work => {
    const withVisitor = createVisitors(base)
    return { what, perSecond, isExpected, run: (index) => withVisitor((visitor) => use(visitor, index)) }
  }
  return [
    work('pages', 40, isPage, (visitor) => visitor.open(REGISTRAR_URL)),
    work('first visits', 5, isPage, async () => {
      const visitor = new Visitor(base)
      return visitor.open(REGISTRAR_URL).finally(() => visitor.close())
    }),
    work('right keys', 2, leadsTo('/nueva'), (visitor, i) =>
      send(visitor, CAMBIAR_URL, { rut: rutOf(FIRST + (i % REGISTERED)), claveActual: CLAVE }),
    ),
    work(
      'wrong keys',
      2,
      ({ status }) => status === 422,
      (visitor, i) => send(visitor, CAMBIAR_URL, { rut: rutOf(FIRST_WRONG + i), claveActual: 'Errada#12' }),
    ),
    work('registrations', 1, leadsTo('/listo'), (visitor, i) =>
      send(visitor, REGISTRAR_URL, registrationOf(FIRST_NEW + i)),
    ),
    work('pictures', 5, isPage, openPicture),
  ]
}

/** Least-squares slope of equally spaced values. @returns their change per step. */
function slopeOf(values: readonly number[]): number {
  const meanAt = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const covariance = values.reduce((sum, value, at) => sum + (at - meanAt) * (value - mean), 0)
  const variance = values.reduce((sum, _value, at) => sum + (at - meanAt) ** 2, 0)
  return covariance / variance
}

const listOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ') || 'none'

/** Samples the memory of a server until `done`. */
async function sampleMemory(server: MeasuredServer, done: Promise<unknown>): Promise<Usage[]> {
  const samples: Usage[] = []
  const timer = setInterval(async () => samples.push(await server.usage()), SAMPLE_MS)
  await done
  clearInterval(timer)
  return samples
}

/** @param seconds of the load. @returns the rows of the report, and histograms by name. */
export async function measureSoak(
  seconds: number,
): Promise<{ measurements: Measurement[]; histograms: Record<string, Histogram> }> {
  const { env, remove } = await createFolder()
  const server = await launch('serve-product.ts', env)
  const atRest = (await server.usage()).rssMb
  const newcomer = new Visitor(server.base)
  for (let i = 0; i < REGISTERED; i++) await send(newcomer, REGISTRAR_URL, registrationOf(FIRST + i))

  const unexpected: Record<string, number> = {}
  const mix = mixOf(server.base)
  const runAll = (from: number, howLong: number): Promise<Load[]> =>
    Promise.all(
      mix.map(({ what, perSecond, run, isExpected }) =>
        openLoopLoad(
          async (i) => {
            const outcome = await run(from + i).catch(({ message }: Error) => message)
            if (typeof outcome !== 'string' && isExpected(outcome)) return
            const name = `${what} ${typeof outcome === 'string' ? outcome : `answered ${outcome.status}`}`
            unexpected[name] = (unexpected[name] ?? 0) + 1
          },
          perSecond,
          howLong,
        ),
      ),
    )
  await runAll(0, WARM_UP_SECONDS)
  const before = await server.usage()
  const loads = runAll(10_000, seconds)
  const samples = await sampleMemory(server, loads)
  const after = await server.usage()
  await server.close()
  await remove()

  const [pages] = await loads
  const memory = samples.map(({ rssMb }) => rssMb)
  const slope = (slopeOf(memory.slice(memory.length / 2)) * 60_000) / SAMPLE_MS
  const mostOf = (name: keyof Usage) => formatFigure(Math.max(...samples.map((one) => one[name])), 'MB')
  const mixText = mix.map(({ what, perSecond }) => `${perSecond} ${what}`).join(', ')
  return {
    histograms: pages ? { 'form-page-under-soak': pages.timings } : {},
    measurements: [
      withAim(
        `Memory in ${seconds} seconds of mixed work, at most`,
        Math.max(...memory),
        { atMost: 220 },
        {
          unit: 'MB',
          base: [
            `at rest ${formatFigure(atRest, 'MB')}`,
            `at least ${formatFigure(Math.min(...memory), 'MB')}`,
            `V8's heap at most ${mostOf('heapMb')}, buffers ${mostOf('buffersMb')}`,
          ].join('; '),
        },
      ),
      withAim(
        'Growth of the memory in the last half of it, a minute',
        slope,
        { atMost: 5 },
        { unit: 'MB', base: `each second ${mixText}` },
      ),
      {
        what: 'CPU of that mixed work, share of a core',
        value: formatFigure((after.cpuUs - before.cpuUs) / 1e6 / (pages?.seconds ?? seconds)),
        base: `unexpected answers: ${listOf(unexpected)}; p99 of a page: ${formatFigure(pages?.timings.summary().p99 ?? 0, 'ms')}`,
      },
    ],
  }
}
