/**
 * Measures how claves are judged, and what it costs:
 *
 *     npm run bench claves
 *
 * Judges every listed clave of 8 to 10 characters, in other cases and with usual endings, and random ones that can be
 * pronounced, and writes docs/claves.md.
 */
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { judgeClave } from '../src/domain/secrets/clave.ts'
import { palabrasDeChile } from '../src/domain/secrets/palabras.ts'
import { createClaveEstimator } from '../src/security/clave-estimator.ts'
import { pronounceable, seeded, signs } from './claves/random-claves.ts'

const PAGE = new URL('../docs/claves.md', import.meta.url)
const RANDOM = 10_000
/** Of every so many listed claves with an ending one is judged. */
const STRIDE = 40
const ENDINGS = ['1', '7', '12', '99', '123', '1990', '2026', '!', '.', '1!', '123!', '1234', '*'] as const
const CASES = [
  ['as listed', (clave: string) => clave],
  [
    'every second one a capital',
    (clave: string) => clave.replace(/(.)(.)/g, (_, a, b) => a + b.toUpperCase()),
  ],
] as const

const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`
const memoryMb = () => {
  const { rss, heapUsed } = process.memoryUsage()
  return { rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20 }
}
const collectGarbage = () => (globalThis as { gc?: () => void }).gc?.()

collectGarbage()
const before = memoryMb()
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const startedAt = performance.now()
const estimate = await createClaveEstimator(palabrasDeChile).load()
const loadMs = performance.now() - startedAt
delay.disable()
collectGarbage()
const after = memoryMb()

const judge = (clave: string) => judgeClave(clave, {}, estimate)
const { dictionary } = await import('@zxcvbn-ts/language-common')
const all = dictionary['passwords-common'].map(String)
const fits = (clave: string) => clave.length >= 8 && clave.length <= 10
const listed = all.filter(fits)
const commonest = listed.slice(0, 3000)
const withEndings = all
  .flatMap((clave) => ENDINGS.map((ending) => clave + ending))
  .filter(fits)
  .filter((_, index) => index % STRIDE === 0)

const refusedRow = (what: string, claves: readonly string[]) => {
  const refused = claves.filter((clave) => judge(clave) !== null).length
  return row(what, refused, claves.length, percent(refused, claves.length))
}

const wronglyRow = (what: string, digits: number, seed: number) => {
  const random = seeded(seed)
  return refusedRow(
    what,
    Array.from({ length: RANDOM }, () => pronounceable(random, digits)),
  )
}

/** The slowest of many claves full of what can be read as letters; each the quickest of five times. */
function slowest(): { clave: string; ms: number } {
  const random = seeded(9)
  const timed = Array.from({ length: 400 }, () => {
    const clave = signs(random)
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now()
      judge(clave)
      return performance.now() - start
    })
    return { clave, ms: Math.min(...times) }
  })
  return timed.toSorted((a, b) => b.ms - a.ms)[0] ?? { clave: '', ms: Number.NaN }
}

const cases = CASES.map(([what, change]) =>
  refusedRow(`listed ones of 8 to 10 characters, ${what}`, listed.map(change)),
)
const worst = slowest()
const page = [
  '# How claves are judged',
  '',
  'Written by `npm run bench claves`, by the rules that registrar and cambiar apply to claves of nobody in particular.',
  'Listed ones are those of `passwords-common` ([decision 53](decisions/0053-an-estimator-of-guesses.md)).',
  '',
  row('to be refused', 'refused', 'of', ''),
  '|---|---|---|---|',
  refusedRow('the 3,000 commonest of 8 to 10 characters (ASVS 6.2.4)', commonest),
  ...cases,
  refusedRow(`listed ones of any length, then ${ENDINGS.join(' ')} (one in ${STRIDE})`, withEndings),
  '',
  `Random ones that can be pronounced, of 8 to 10 characters (\`bench/claves/random-claves.ts\`); the aim is under 1 %:`,
  '',
  row('to be taken', 'refused', 'of', ''),
  '|---|---|---|---|',
  wronglyRow('letters only', 0, 1),
  wronglyRow('with a digit somewhere', 1, 2),
  wronglyRow('with two digits somewhere', 2, 3),
  '',
  row('cost', ''),
  '|---|---|',
  row('reading the lists, once', `${Math.round(loadMs)} ms`),
  row('longest that other requests wait meanwhile', `${Math.round(delay.max / 1e6)} ms`),
  row('memory kept (heap)', `${(after.heap - before.heap).toFixed(0)} MB`),
  row('memory of the process, after', `${(after.rss - before.rss).toFixed(0)} MB more`),
  row(
    `the slowest of 400 made of signs and digits (\`${worst.clave.replaceAll('|', '¦')}\`)`,
    `${worst.ms.toFixed(1)} ms`,
  ),
  '',
].join('\n')
writeFileSync(PAGE, page)
console.log(page)
