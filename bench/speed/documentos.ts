/** How long reviewers wait for a page of the list of documents, and for a page of a PDF that is drawn. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { StaffContext } from '../../src/application/ports.ts'
import { listReview } from '../../src/application/staff/documentos/list-review.ts'
import { parseQueue } from '../../src/domain/documento/queue.ts'
import { POWERS_OF } from '../../src/domain/staff/roles.ts'
import { addMinutes } from '../../src/domain/values/durations.ts'
import { systemClock } from '../../src/security/clock.ts'
import { createDrawer } from '../../src/security/documentos/drawer.ts'
import { openStore } from '../../src/storage/index.ts'
import { CONTEXT } from '../../test/support/data/askers.ts'
import { createPdf } from '../../test/support/data/files.ts'
import { TEST_SEALER } from '../../test/support/storage/audit.ts'
import { completeCuenta } from '../../test/support/storage/contract.ts'
import { postgresUrl, startPostgres } from '../../test/support/storage/postgres.ts'
import { createFolder } from './tools/environment.ts'
import { median } from './tools/histogram.ts'
import { formatFigure, type Measurement } from './tools/measure.ts'

const REVISOR: StaffContext = {
  actor: {
    ...{ kind: 'funcionario', id: randomUUID(), rol: 'revisor' },
    ...{ powers: POWERS_OF.revisor, renewedFor: null },
  },
  requestId: 'bench',
}

const ENGINES = {
  async SQLite() {
    const { folder, remove } = await createFolder()
    return { url: `sqlite:${folder}/documentos.db`, remove }
  },
  async PostgreSQL() {
    const { folder, stop } = await startPostgres([])
    return { url: postgresUrl(folder, 'postgres'), remove: stop }
  },
}

async function medianOf(count: number, run: () => Promise<unknown>): Promise<string> {
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return formatFigure(median(times), 'ms')
}

/** @param waiting how many documents wait. @returns the rows of the report. */
export async function measureDocumentos(waiting: number): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const [name, start] of Object.entries(ENGINES)) {
    const { url, remove } = await start()
    const store = await openStore(url)
    store.signAudit(TEST_SEALER)
    await store.migrate()
    const now = systemClock.now()
    await store.transaction(async (uow) => {
      for (let i = 0; i < waiting; i++) {
        const cuenta = completeCuenta()
        await uow.cuentas.create(cuenta)
        const documento = {
          ...{
            id: randomUUID(),
            cuentaId: cuenta.id,
            createdAt: addMinutes(now, -i),
            receivedBytes: 1,
            bytes: 100,
          },
          ...({ kind: 'cedula', format: 'image/jpeg', scanResult: 'limpio', estado: 'pendiente' } as const),
          ...{ scannedAt: null, decidedAt: null, decidedBy: null, reason: null, erasedAt: null },
          ...{ version: 0, reviewerId: null, reviewUntil: null },
        }
        await uow.documentos.save(documento, randomBytes(100).toString('base64'))
      }
    })
    const filter = parseQueue(() => undefined)
    const value = await medianOf(200, () => listReview({ store, clock: systemClock }, REVISOR, filter))
    measurements.push({ what: `A page of the list of documents, with ${waiting} waiting (${name})`, value })
    await store.close()
    await remove()
  }
  const drawer = createDrawer()
  const pdf = { format: 'application/pdf', bytes: await createPdf(undefined, { pages: 3 }) } as const
  const drawn = await medianOf(20, () => drawer.draw(pdf, { page: 1, size: 2, turn: 0 }, CONTEXT))
  measurements.push({ what: 'A page of a PDF, drawn in a process of its own', value: drawn })
  return measurements
}
