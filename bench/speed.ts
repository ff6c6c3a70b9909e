/**
 * Measures pages, claves, registrations, look-ups and startup against a bare baseline, what operations ask of the
 * database, memory and pages while much goes on, and whether time tells who has an account.
 *
 *     node src/launch.mjs bench/speed.ts [part …] [--10m] [--corto] [--personas=<n>] [--json=<file>]
 *
 * Without parts, runs all of them and writes docs/performance.md. `--10m` also looks up among ten million cuentas;
 * `--corto` sweeps and searches fewer rows, holds out for less time, and writes nothing; `--personas` is for how many with an
 * account, and as many without, «silencio» asks; `--json` also writes the rows to a file. `barrido` sweeps to the
 * end only when it is named.
 */
import { writeFileSync } from 'node:fs'
import { measureClaves } from './speed/claves.ts'
import { measureDocumentos } from './speed/documentos.ts'
import { measureLookUps } from './speed/lookup.ts'
import { measureOperations } from './speed/operations.ts'
import { measurePages } from './speed/pages.ts'
import { measureRegistrations } from './speed/registrations.ts'
import { writeReport } from './speed/report.ts'
import { measureSearch } from './speed/search.ts'
import { measureSignIns } from './speed/sign-ins.ts'
import { measureSilence } from './speed/silence.ts'
import { measureOtecSilence } from './speed/silence-otec.ts'
import { measureSoak } from './speed/soak.ts'
import { measureStart } from './speed/startup.ts'
import { measureSupervision } from './speed/supervision.ts'
import { measureSweep } from './speed/sweep.ts'
import type { Histogram } from './speed/tools/histogram.ts'
import type { Measurement } from './speed/tools/measure.ts'

const requested = process.argv.slice(2).filter((part) => !part.startsWith('--'))
const isShort = process.argv.includes('--corto')
const jsonFile = process.argv.find((part) => part.startsWith('--json='))?.slice('--json='.length)
const personas =
  Number(process.argv.find((part) => part.startsWith('--personas='))?.slice('--personas='.length)) ||
  undefined
const SIZES = process.argv.includes('--10m') ? [1_000_000, 10_000_000] : [1_000_000]

const PARTS: Record<
  string,
  () => Promise<{ measurements: Measurement[]; histograms?: Record<string, Histogram> }>
> = {
  paginas: measurePages,
  claves: measureClaves,
  ingresos: measureSignIns,
  operaciones: measureOperations,
  registros: measureRegistrations,
  busqueda: async () => {
    const { measurements } = await measureLookUps(SIZES)
    return { measurements: [...measurements, ...(await measureSearch(isShort ? 100_000 : 1_000_000))] }
  },
  supervision: async () => ({ measurements: await measureSupervision(isShort ? 100_000 : 1_000_000) }),
  documentos: async () => ({ measurements: await measureDocumentos(isShort ? 1000 : 10_000) }),
  arranque: measureStart,
  barrido: () => measureSweep(isShort ? 100_000 : 1_000_000, requested.length > 0 ? 600 : 75),
  silencio: async () => {
    const count = personas ?? (isShort ? 500 : 4000)
    const { measurements } = await measureSilence(count)
    return { measurements: [...measurements, ...(await measureOtecSilence(count))] }
  },
  aguante: () => measureSoak(isShort ? 20 : 120),
}

const measurements: Measurement[] = []
const histograms: Record<string, Histogram> = {}
for (const [name, measure] of Object.entries(PARTS)) {
  if (requested.length > 0 && !requested.includes(name)) continue
  console.log(`${name}…`)
  const start = performance.now()
  const part = await measure()
  console.log(`  ${Math.round((performance.now() - start) / 1000)} s`)
  for (const { what, value, base = '', aim = '' } of part.measurements)
    console.log(`  ${what}: ${value} ${base} ${aim}`)
  measurements.push(...part.measurements)
  Object.assign(histograms, part.histograms)
}
if (jsonFile) writeFileSync(jsonFile, JSON.stringify(measurements, null, 2))
if (requested.length === 0 && !isShort) writeReport(measurements, histograms)
