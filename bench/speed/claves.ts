/** Cost of checking claves: throughput, page latency meanwhile, a class registering at once, and overload. */
import { availableParallelism } from 'node:os'
import { rutOf } from '../../test/support/data/personas.ts'
import { createFolder } from './tools/environment.ts'
import { cpuOfHashes } from './tools/hashes.ts'
import type { Histogram } from './tools/histogram.ts'
import { closedLoopLoad, type Load, openLoopLoad } from './tools/load.ts'
import { formatFigure, type Measurement, withAim } from './tools/measure.ts'
import { registrationOf } from './tools/personas.ts'
import { launch } from './tools/process.ts'
import { type PageResponse, Visitor } from './tools/visitor.ts'

const COST = 11
const CAMBIAR_URL = '/natural/cambiar'
const REGISTRAR_URL = '/natural/registrar'
const CLASS_SIZE = 30
const HASHES = 60

/** A visitor who tries a wrong clave, for a different RUT each time. */
async function createTrier(base: string, from: number): Promise<() => Promise<PageResponse>> {
  const visitor = new Visitor(base)
  const page = await visitor.open(CAMBIAR_URL)
  let number = from
  return () => visitor.submit(CAMBIAR_URL, page, { rut: rutOf(number++), claveActual: 'Errada#12' })
}

const createTriers = (base: string, count: number, from: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => createTrier(base, from + i * 10_000)))

async function registerClass(base: string): Promise<number> {
  const students = Array.from({ length: CLASS_SIZE }, () => new Visitor(base))
  const pages = await Promise.all(students.map((student) => student.open(REGISTRAR_URL)))
  const responses = await Promise.all(
    students.map((student, i) =>
      student.submit(REGISTRAR_URL, pages[i] as PageResponse, registrationOf(20_000_000 + i)),
    ),
  )
  return responses.filter(({ destination }) => destination.includes('/listo')).length
}

/** Sends twice the load the machine can serve; each request in flight has a visitor of its own. */
async function overload(base: string, perSecond: number) {
  const idle = await createTriers(base, 400, 30_000_000)
  const refusals: number[] = []
  let served = 0
  let others = 0
  const load = await openLoopLoad(
    async () => {
      const tryWrongClave = idle.pop()
      if (!tryWrongClave) throw new Error('too few visitors for this load')
      const start = performance.now()
      const { status } = await tryWrongClave()
      idle.push(tryWrongClave)
      if (status === 503) refusals.push(performance.now() - start)
      else if (status === 422) served++
      else others++
    },
    perSecond * 2,
    25,
  )
  return { load, refusals, served, others }
}

/** @returns the rows of the report, and histograms by name. */
export async function measureClaves(): Promise<{
  measurements: Measurement[]
  histograms: Record<string, Histogram>
}> {
  const { env, remove } = await createFolder()
  const hashSeconds = (await cpuOfHashes(HASHES, COST)) / HASHES / 1e6
  const capacity = availableParallelism() / hashSeconds
  const server = await launch('serve-product.ts', env)
  const atRest = await server.usage()

  const triers = await createTriers(server.base, 8, 10_000_000)
  await closedLoopLoad(triers, 2)
  const claveChecks = await closedLoopLoad(triers, 12)

  const reader = new Visitor(server.base)
  await reader.open(REGISTRAR_URL)
  const [pages]: Load[] = await Promise.all([
    openLoopLoad(() => reader.open(REGISTRAR_URL), 40, 12),
    closedLoopLoad(triers, 12),
  ])
  const created = await registerClass(server.base)
  const twice = await overload(server.base, capacity)
  const last = await server.usage()
  await server.close()
  await remove()

  const slowestRefusal = Math.max(0, ...twice.refusals)
  return {
    histograms: {
      'key-check': claveChecks.timings,
      ...(pages && { 'form-page-under-keys': pages.timings }),
      'overload-twice': twice.load.timings,
    },
    measurements: [
      withAim(
        'Key checks each second through the whole POST ÷ (cores ÷ CPU of one hash)',
        claveChecks.perSecond / capacity,
        { atLeast: 0.9 },
        { base: `${formatFigure(claveChecks.perSecond)} ÷ ${formatFigure(capacity)}` },
      ),
      withAim(
        'p99 of a form page while keys are checked at full load (40 a second)',
        pages?.timings.summary().p99 ?? Number.NaN,
        { atMost: 25 },
        { unit: 'ms', base: `load generator: ${formatFigure((pages?.generatorUse ?? 0) * 100)} % of a core` },
      ),
      withAim(`A class of ${CLASS_SIZE} registering at once: accounts made`, created, {
        atLeast: CLASS_SIZE,
      }),
      {
        what: 'Twice the load: checked / told to come back (503) / anything else',
        value: `${twice.served} / ${twice.refusals.length} / ${twice.others}`,
        aim: 'nothing else',
        isReached: twice.others === 0 && twice.served + twice.refusals.length === twice.load.done,
      },
      { what: 'Twice the load: slowest 503', value: formatFigure(slowestRefusal, 'ms') },
      {
        what: 'Memory at rest / after all this',
        value: `${formatFigure(atRest.rssMb)} / ${formatFigure(last.rssMb, 'MB')}`,
      },
    ],
  }
}
