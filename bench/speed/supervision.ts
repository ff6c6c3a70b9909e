/** How long supervisors wait for the panel and the audit when it holds many entries, and what its export takes. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { AuditEntry } from '../../src/application/ports.ts'
import { exportAudit } from '../../src/application/staff/supervision/export-audit.ts'
import { readAudit } from '../../src/application/staff/supervision/read-audit.ts'
import { readPanel } from '../../src/application/staff/supervision/read-panel.ts'
import { countDays } from '../../src/application/worker/count-days.ts'
import type { AuditFilter } from '../../src/domain/staff/audit-filter.ts'
import { NO_CODIGO } from '../../src/domain/staff/llamada.ts'
import { CSV_START, csvRecord } from '../../src/domain/values/csv-cell.ts'
import { addDias } from '../../src/domain/values/dia.ts'
import { addMinutes } from '../../src/domain/values/durations.ts'
import { todayInChile } from '../../src/domain/values/fecha.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { systemClock } from '../../src/security/clock.ts'
import { createFingerprints } from '../../src/security/fingerprints.ts'
import type { SqlStore } from '../../src/storage/index.ts'
import { funcionario } from '../../test/support/data/funcionarios.ts'
import { storedFuncionario } from '../../test/support/data/personal.ts'
import { completeCuenta } from '../../test/support/storage/contract.ts'
import { onEachEngine } from './tools/engines.ts'
import { formatFigure, type Measurement } from './tools/measure.ts'
import { p95Of, timesOf } from './tools/times.ts'

const BATCH = 2000
const CALLS = 20_000
const PEOPLE = Array.from({ length: 15 }, () => randomUUID())
const PERIOD_MINUTES = 60 * 24 * 60
const EVENTS = [
  'clave_presentada',
  'cuenta_creada',
  'provisoria_generada',
  'clave_cambiada',
  'comprobacion_hecha',
] as const
const CONTEXT = funcionario(PEOPLE[0] ?? '', 'supervisor')

/** Entries of 60 days, most of them by persons, and calls of 30 days. */
async function fill(store: SqlStore, count: number, now: Date): Promise<void> {
  const cuentas = Array.from({ length: 500 }, () => completeCuenta())
  await store.transaction(async (uow) => {
    for (const cuenta of cuentas) await uow.cuentas.create(cuenta)
    for (const id of PEOPLE)
      await uow.funcionarios.create(storedFuncionario({ id, email: `${id}@sence.test` }))
  })
  const cuentaOf = (i: number) => cuentas[i % cuentas.length]?.id ?? ''
  const entryOf = (i: number): AuditEntry => ({
    event: i % 5000 === 0 ? 'respaldo_hecho' : (EVENTS[i % EVENTS.length] ?? 'clave_presentada'),
    actor: i % EVENTS.length === 4 ? `funcionario:${PEOPLE[i % PEOPLE.length]}:ejecutivo` : 'persona',
    cuentaId: cuentaOf(i),
    ...{ subject: null, requestId: null, result: 'bien', detail: { llamada: PEOPLE[0] ?? '' } },
  })
  for (let first = 0; first < count; first += BATCH) {
    await store.transaction(async ({ audit }) => {
      for (let i = first; i < Math.min(count, first + BATCH); i++)
        await audit.record(entryOf(i), addMinutes(now, (i / count - 1) * PERIOD_MINUTES))
    })
  }
  for (let first = 0; first < CALLS; first += BATCH) {
    await store.transaction(async ({ llamadas }) => {
      for (let i = first; i < first + BATCH; i++) {
        const openedAt = addMinutes(now, (i / CALLS - 1) * PERIOD_MINUTES * 0.5)
        await llamadas.create({
          ...{ id: randomUUID(), funcionarioId: PEOPLE[i % PEOPLE.length] ?? '', cuentaId: cuentaOf(i) },
          ...{ reason: 'clave_olvidada', encryptedCallNumber: null, casoNumber: null, ...NO_CODIGO },
          ...{ openedAt, leaseUntil: openedAt, checkedAt: openedAt, codigosSent: 0, readBack: [], done: [] },
          ...{ endedAt: addMinutes(openedAt, 4), ending: 'terminada' },
        })
      }
    })
  }
}

/** @param count of entries of the audit. @returns the rows of the report. */
export async function measureSupervision(count: number): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  await onEachEngine(async (store, engine) => {
    const deps = {
      ...{ store, clock: systemClock, cipher: createCipher([{ id: 'k1', bytes: randomBytes(32) }]) },
      fingerprints: createFingerprints(randomBytes(32)),
    }
    const now = systemClock.now()
    const today = todayInChile(now)
    await fill(store, count, now)
    const among = `with 10^${formatFigure(Math.log10(count))} entries (${engine})`
    const [counting = Number.NaN] = await timesOf(1, async () => {
      while (await countDays(deps));
    })
    measurements.push({
      what: `Entries that the worker counts each second ${among}`,
      value: formatFigure((count / counting) * 1000),
    })
    const panel = await timesOf(40, () => readPanel(deps, CONTEXT))
    measurements.push(p95Of(`p95 of the panel of supervisors ${among}`, panel, 500))
    const long = addDias(today, -45)
    const filters: AuditFilter[] = [
      ...[
        {},
        { event: 'respaldo_hecho' as const },
        { doer: PEOPLE[3] ?? '' },
        { doer: 'persona', from: long, to: long },
      ],
      ...[{ event: 'clave_presentada' as const, from: long, to: long }, { event: 'llaves_rotadas' as const }],
      { event: 'cuenta_creada', doer: PEOPLE[3] ?? '' },
    ]
    const pages = await timesOf(filters.length * 10, (n) =>
      readAudit(deps, CONTEXT, { filter: filters[n % filters.length] ?? {} }),
    )
    measurements.push(p95Of(`p95 of a page of the audit, filtered in seven ways ${among}`, pages, 300))
    let rows = 0
    let most = 0
    const [exporting = Number.NaN] = await timesOf(1, async () => {
      let bytes = CSV_START.length
      const filter = { from: addDias(today, -30) }
      globalThis.gc?.()
      const before = process.memoryUsage().heapUsed
      for await (const batch of await exportAudit(deps, CONTEXT, { filter }, async () => true)) {
        rows += batch.length
        for (const { number, event, doer } of batch) bytes += csvRecord([`${number}`, event, doer]).length
        most = Math.max(most, process.memoryUsage().heapUsed - before)
      }
      if (bytes < rows) throw new Error('nothing was written')
    })
    measurements.push({
      what: `Rows that an export of the audit reads each second ${among}`,
      value: formatFigure((rows / exporting) * 1000),
      base: `${formatFigure(rows)} rows; the heap grew by ${formatFigure(most / 2 ** 20, 'MiB')} at most, garbage included`,
    })
  })
  return measurements
}
