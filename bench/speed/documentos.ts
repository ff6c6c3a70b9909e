/** How long reviewers wait for a page of the list of documents, and for a page of a PDF that is drawn. */
import { randomBytes, randomUUID } from 'node:crypto'
import { listReview } from '../../src/application/staff/documentos/list-review.ts'
import { parseQueue } from '../../src/domain/documento/queue.ts'
import { addMinutes } from '../../src/domain/values/durations.ts'
import { systemClock } from '../../src/security/clock.ts'
import { createDrawer } from '../../src/security/documentos/drawer.ts'
import { CONTEXT } from '../../test/support/data/askers.ts'
import { createPdf } from '../../test/support/data/files.ts'
import { funcionario } from '../../test/support/data/funcionarios.ts'
import { completeCuenta } from '../../test/support/storage/contract.ts'
import { onEachEngine } from './tools/engines.ts'
import { median } from './tools/histogram.ts'
import { formatFigure, type Measurement } from './tools/measure.ts'
import { timesOf } from './tools/times.ts'

const REVISOR = funcionario(randomUUID(), 'revisor')

const medianOf = async (count: number, run: () => Promise<unknown>): Promise<string> =>
  formatFigure(median(await timesOf(count, run)), 'ms')

/** @param waiting how many documents wait. @returns the rows of the report. */
export async function measureDocumentos(waiting: number): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  await onEachEngine(async (store, engine) => {
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
    measurements.push({ what: `A page of the list of documents, with ${waiting} waiting (${engine})`, value })
  })
  const drawer = createDrawer()
  const pdf = { format: 'application/pdf', bytes: await createPdf(undefined, { pages: 3 }) } as const
  const drawn = await medianOf(20, () => drawer.draw(pdf, { page: 1, size: 2, turn: 0 }, CONTEXT))
  measurements.push({ what: 'A page of a PDF, drawn in a process of its own', value: drawn })
  return measurements
}
