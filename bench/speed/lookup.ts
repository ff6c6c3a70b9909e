/** How much longer finding a cuenta takes as their number grows. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStore } from '../../src/storage/index.ts'
import { makeTables } from './tools/engines.ts'
import { median } from './tools/histogram.ts'
import { formatFigure, type Measurement, withAim } from './tools/measure.ts'

const REPETITIONS = 3000
const ROUNDS = 5

async function fill(file: string, count: number): Promise<void> {
  await makeTables(`sqlite:${file}`)
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  db.exec(`
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into cuentas (id, perfil, identificador, estado, identidad, nombres, email, email_key, email_slot,
      created_at, updated_at, version)
    select printf('%08x-bench', i), 'natural', i || '-0', 'activa', 'declarada', 'Nombre ' || i,
      'p' || i || '@correo.test', 'p' || i || '@correo.test', 1,
      '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 1 from n`)
  db.close()
}

/** @returns median microseconds per look-up, each of a different existing cuenta. */
async function timeLookUps(file: string, count: number): Promise<number> {
  const store = await openStore(`sqlite:${file}`)
  const rounds: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now()
    for (let i = 0; i < REPETITIONS; i++) {
      const number = 1 + ((i * 7_919 + round * 104_729) % count)
      const cuenta = await store.transaction((uow) =>
        uow.cuentas.findByIdentificador('natural', `${number}-0`),
      )
      if (!cuenta) throw new Error(`cuenta ${number} was not found`)
    }
    if (round > 0) rounds.push(((performance.now() - start) * 1000) / REPETITIONS)
  }
  await store.close()
  return median(rounds)
}

/** @param largeSizes sizes to compare with a thousand cuentas. @returns the rows of the report. */
export async function measureLookUps(
  largeSizes: readonly number[],
): Promise<{ measurements: Measurement[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  const timings: number[] = []
  for (const count of [1000, ...largeSizes]) {
    const file = join(folder, `${count}.db`)
    await fill(file, count)
    timings.push(await timeLookUps(file, count))
    await rm(file)
  }
  await rm(folder, { recursive: true })
  const [smallTime = Number.NaN, ...others] = timings
  return {
    measurements: others.map((time, i) =>
      withAim(
        `Look-up among 10^${Math.log10(largeSizes[i] ?? 1)} accounts ÷ among 10^3`,
        time / smallTime,
        { atMost: 1.3 },
        { base: `${formatFigure(time, 'µs')} ÷ ${formatFigure(smallTime, 'µs')}` },
      ),
    ),
  }
}
