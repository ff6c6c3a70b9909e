/**
 * One /56 sends 50 forms a second with wrong keys, each from another of its /64, without and with the price. How
 * many keys does the server judge, and how long does the right CS of somebody elsewhere take, who solves what is asked?
 */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { CLAVE, rutOf } from '../../test/support/data/personas.ts'
import { createFolder } from '../speed/tools/environment.ts'
import { openLoopLoad } from '../speed/tools/load.ts'
import { registrationOf } from '../speed/tools/personas.ts'
import { launch } from '../speed/tools/process.ts'
import { type PageResponse, Visitor } from '../speed/tools/visitor.ts'

const CAMBIAR = '/natural/cambiar'
const REGISTRAR = '/natural/registrar'
const FORMS_PER_SECOND = 50
const SECONDS = 60
const OTHER_EVERY_MS = 1500
const MINE = 16_000_001
const PRICE = {
  LIMIT_FREE_POSTS_PER_10_MINUTES: '60',
  LIMIT_FREE_NETWORK_POSTS_PER_10_MINUTES: '300',
  LIMIT_FREE_HASH_WAIT_SECONDS: '4',
}

const at = (base: string, ip: string) => new Visitor(base, { 'X-Forwarded-For': ip })

/** What a page's script would send. */
async function solutionFor(page: PageResponse): Promise<Record<string, string>> {
  const token = /name="precio" value="([^"]+)"/.exec(page.html)?.[1]
  if (!token) return {}
  const challenge = JSON.parse(Buffer.from(token, 'base64url').toString())
  const solution = await solveChallenge({ challenge, deriveKey })
  return { precioSolucion: `${solution?.counter}.${solution?.derivedKey}` }
}

/** Signs in as a person does, pressing again when the form comes back. @returns seconds. */
async function enter(base: string): Promise<number> {
  const me = at(base, '2001:db8:ffff:1::1')
  const start = performance.now()
  let page = await me.open(CAMBIAR)
  while (!page.destination) {
    const fields = { rut: rutOf(MINE), claveActual: CLAVE, ...(await solutionFor(page)) }
    page = await me.submit(CAMBIAR, page, fields)
  }
  me.close()
  return (performance.now() - start) / 1000
}

async function attack(env: Record<string, string>, what: string, rate: number): Promise<string[]> {
  const folder = await createFolder()
  const server = await launch('serve-product.ts', { ...folder.env, TRUST_PROXY: '1', ...env })
  const { base } = server
  const owner = at(base, '2001:db8:ffff:1::1')
  await owner.submit(REGISTRAR, await owner.open(REGISTRAR), registrationOf(MINE))
  owner.close()
  const robots = Array.from({ length: 256 }, (_, subnet) => at(base, `2001:db8:1:${subnet.toString(16)}::1`))
  const before = await server.usage()
  let judged = 0
  let isOver = false
  const waits: number[] = []
  const others = (async () => {
    while (!isOver) {
      waits.push(await enter(base))
      await new Promise((resolve) => setTimeout(resolve, OTHER_EVERY_MS))
    }
  })()
  const { perSecond } = await openLoopLoad(
    async (index) => {
      const robot = robots[index % robots.length] ?? at(base, '2001:db8:1::1')
      const fields = { rut: rutOf(18_000_000 + index), claveActual: 'Errada#12' }
      const answer = await robot.submit(CAMBIAR, await robot.open(CAMBIAR), fields)
      if (answer.html.includes('no coinciden')) judged++
    },
    rate,
    SECONDS,
  )
  if (rate === 0) await new Promise((resolve) => setTimeout(resolve, (SECONDS * 1000) / 3))
  isOver = true
  await others
  const after = await server.usage()
  for (const robot of robots) robot.close()
  await server.close()
  await folder.remove()
  const sorted = waits.toSorted((a, b) => a - b)
  const cores = (after.cpuUs - before.cpuUs) / 1e6 / SECONDS
  return [
    `${what}: ${perSecond.toFixed(0)} forms a second for ${SECONDS} s; keys judged ${judged}; ${cores.toFixed(2)} cores`,
    `${what}: the right CS elsewhere, ${waits.length} times: median ${sorted[Math.floor(sorted.length / 2)]?.toFixed(2)} s, longest ${sorted.at(-1)?.toFixed(2)} s (aim under 5 s)`,
  ]
}

export async function measureDoor(): Promise<string[]> {
  return [
    ...(await attack(PRICE, 'nobody else', 0)),
    ...(await attack({}, 'without the price', FORMS_PER_SECOND)),
    ...(await attack(PRICE, 'with it', FORMS_PER_SECOND)),
  ]
}
