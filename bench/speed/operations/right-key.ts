/** CPU of a POST with the right key, beside that of its hash. */

import { CLAVE, rutOf } from '../../../test/support/data/personas.ts'
import { createFolder } from '../tools/environment.ts'
import { median } from '../tools/histogram.ts'
import { registrationOf } from '../tools/personas.ts'
import { launch } from '../tools/process.ts'
import { type PageResponse, Visitor } from '../tools/visitor.ts'

const CAMBIAR_URL = '/natural/cambiar'
const REGISTRAR_URL = '/natural/registrar'
const PEOPLE = 40
const AT_ONCE = 4
const WARM_UP = 2
const HASHES = 20
const FIRST = 14_000_000

interface RightKeyCpu {
  /** Milliseconds of the whole process for each POST, less those of its hash. */
  besideMs: number
  /** Milliseconds of the thread that answers, alone. */
  ownMs: number
  /** Milliseconds of one hash. */
  hashMs: number
}

/**
 * Each round is one POST by each of {@link PEOPLE}, and some hashes alone in the same process, whose mean is
 * subtracted.
 * @param cost of the hashes. At 11 caches have gone cold when a POST arrives, as in real life, and the hash is much
 *   of what is measured; at 4 it is a millisecond.
 * @returns medians of the rounds.
 */
export async function cpuOfRightKey(cost: number, rounds: number): Promise<RightKeyCpu> {
  const { env, remove } = await createFolder()
  const server = await launch('serve-product.ts', { ...env, BCRYPT_COST: String(cost) })
  const people = Array.from({ length: PEOPLE }, () => new Visitor(server.base))
  await fewAtOnce(people, async (one, i) => {
    const page = await one.open(REGISTRAR_URL)
    await one.submit(REGISTRAR_URL, page, registrationOf(FIRST + i))
  })
  const measured: RightKeyCpu[] = []
  for (let round = 0; round < WARM_UP + rounds; round++) {
    // Each POST with a page of its own: the same form sent twice is answered without a hash.
    const pages: PageResponse[] = []
    for (const one of people) pages.push(await one.open(CAMBIAR_URL))
    const before = await server.usage()
    await sendRightKeys(people, pages)
    const after = await server.usage()
    const hashUs = (await server.request<number>('cpuOfHashes', HASHES)) / HASHES
    measured.push({
      besideMs: ((after.cpuUs - before.cpuUs) / PEOPLE - hashUs) / 1000,
      ownMs: (after.ownUs - before.ownUs) / PEOPLE / 1000,
      hashMs: hashUs / 1000,
    })
  }
  for (const one of people) one.close()
  await server.close()
  await remove()
  const medianOf = (name: keyof RightKeyCpu) => median(measured.slice(WARM_UP).map((one) => one[name]))
  return { besideMs: medianOf('besideMs'), ownMs: medianOf('ownMs'), hashMs: medianOf('hashMs') }
}

/** Once for each person. @throws Error when one is refused. */
const sendRightKeys = (people: readonly Visitor[], pages: readonly PageResponse[]): Promise<void> =>
  fewAtOnce(people, async (one, i) => {
    const fields = { rut: rutOf(FIRST + i), claveActual: CLAVE }
    const { status, destination } = await one.submit(CAMBIAR_URL, pages[i] as PageResponse, fields)
    if (!destination.includes('/nueva'))
      throw new Error(`the right key was refused: ${status} ${destination}`)
  })

/** Enough at once to keep every core busy. */
async function fewAtOnce<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const waiting = [...items.entries()]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await work(next[1], next[0])
    }),
  )
}
