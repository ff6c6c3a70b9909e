/** CPU of a POST with the right key, beside that of its hash. */
import { createFolder } from '../environment.ts'
import { median } from '../histogram.ts'
import { CLAVE, registrationOf, rutOf } from '../personas.ts'
import { launch } from '../process.ts'
import { type PageResponse, Visitor } from '../visitor.ts'

const CAMBIAR_URL = '/natural/cambiar'
const REGISTRAR_URL = '/natural/registrar'
const PEOPLE = 40
const AT_ONCE = 4
const ROUNDS = 12
const WARM_UP = 4
const FIRST = 14_000_000

/**
 * Each round is one POST by each of {@link PEOPLE}, and as many hashes alone in the same process. Hashes cost 4, a
 * millisecond each, so that what is left after their subtraction is not lost in the noise of what is subtracted.
 * @returns milliseconds of a POST beside its hash, and of the hash; medians of the rounds.
 */
export async function cpuOfRightKey(): Promise<{ besideMs: number; hashMs: number }> {
  const { env, remove } = await createFolder()
  const server = await launch('serve-product.ts', { ...env, BCRYPT_COST: '4' })
  const people = Array.from({ length: PEOPLE }, () => new Visitor(server.base))
  for (const [i, one] of people.entries()) {
    const page = await one.open(REGISTRAR_URL)
    await one.submit(REGISTRAR_URL, page, registrationOf(FIRST + i))
  }

  const rounds: { besideUs: number; hashUs: number }[] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    // Their own page for each POST: the same form sent twice is answered without a hash.
    const pages: PageResponse[] = []
    for (const one of people) pages.push(await one.open(CAMBIAR_URL))
    const before = await server.usage()
    let next = 0
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let i = next++; i < PEOPLE; i = next++) {
          const fields = { rut: rutOf(FIRST + i), claveActual: CLAVE }
          const answer = await people[i]?.submit(CAMBIAR_URL, pages[i] as PageResponse, fields)
          if (!answer?.destination.includes('/nueva'))
            throw new Error(`the right key was refused: ${answer?.status} ${answer?.destination}`)
        }
      }),
    )
    const after = await server.usage()
    const hashUs = (await server.request<number>('cpuOfHashes', PEOPLE)) / PEOPLE
    if (round >= WARM_UP) rounds.push({ besideUs: (after.cpuUs - before.cpuUs) / PEOPLE - hashUs, hashUs })
  }
  for (const one of people) one.close()
  await server.close()
  await remove()
  return {
    besideMs: median(rounds.map(({ besideUs }) => besideUs)) / 1000,
    hashMs: median(rounds.map(({ hashUs }) => hashUs)) / 1000,
  }
}
