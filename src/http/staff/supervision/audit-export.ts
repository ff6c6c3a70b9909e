import { pipeline } from 'node:stream/promises'
import { loadActor } from '../../../application/staff/funcionarios/load-actor.ts'
import { type ExportedEntry, exportAudit } from '../../../application/staff/supervision/export-audit.ts'
import { eventWords } from '../../../domain/pages/llamada-words.ts'
import { paths } from '../../../domain/urls.ts'
import { CSV_START, csvRecord } from '../../../domain/values/csv-cell.ts'
import { formatMoment, todayInChile } from '../../../domain/values/fecha.ts'
import type { Services } from '../../services.ts'
import { type Declared, requireAccess, type StaffRouter } from '../access.ts'
import { consoleContext } from '../context.ts'
import { askedBy } from './asked-of-audit.ts'

const COLUMNS = [
  'numero',
  'fecha',
  'hora_utc',
  'suceso',
  'en_palabras',
  'resultado',
  'quien',
  'actor',
  'cuenta',
  'solicitud',
  'detalle',
]

const recordOf = ({ number, at, event, result, actor, doer, cuentaId, requestId, detail }: ExportedEntry) =>
  csvRecord([
    ...[String(number), formatMoment(at), at.toISOString(), event, eventWords(event, result), result],
    ...[doer, actor, cuentaId ?? '', requestId ?? '', detail ? JSON.stringify(detail) : ''],
  ])

/** The bitácora as a CSV, as it is read: no more of it is in memory, and it ends when whoever asked for it leaves. */
export function mountExport(routes: StaffRouter, services: Services): void {
  const { deps } = services
  const route: Declared = {
    url: paths.console.auditExport,
    power: 'exportar_bitacora',
    audit: ['bitacora_exportada'],
  }
  routes.declare(route, 'get')
  routes.router.get(route.url, requireAccess(route), async (req, res) => {
    const { asked, lost } = askedBy(req, services)
    if (lost) return res.redirect(303, lost)
    const context = consoleContext(req, services)
    const { funcionario } = req.session
    const mayGoOn = async () =>
      funcionario !== undefined && (await loadActor(deps, funcionario)) !== undefined
    const batches = await exportAudit(deps, context, asked, mayGoOn)
    res.set('Content-Type', 'text/csv; charset=utf-8')
    res.set('Content-Disposition', `attachment; filename="bitacora-${todayInChile(deps.clock.now())}.csv"`)
    await pipeline(textOf(batches), res).catch((error: unknown) => {
      // Whoever asked for it left; what went out is audited.
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'))
        throw error
    })
  })
}

async function* textOf(batches: AsyncIterable<ExportedEntry[]>): AsyncGenerator<string> {
  yield CSV_START + csvRecord(COLUMNS)
  for await (const batch of batches) yield batch.map(recordOf).join('')
}
