import type { AuditResult } from '../../../domain/pages/audit-results.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, StoredAuditEntry } from '../../ports.ts'
import { findDoers } from '../llamadas/find-doers.ts'
import { requirePower } from '../require-power.ts'
import { type AuditAsked, auditQuery } from './audit-query.ts'
import { detailOf } from './read-audit.ts'

/** Entries read at once: memory holds no more of them, however many there are. */
const BATCH = 500
/** Entries after which whoever exports is looked up again. */
const BATCHES_PER_LOOK = 10

/** An entry, and who acted by name. */
export type ExportedEntry = StoredAuditEntry & { doer: string }

/**
 * Everything in the bitácora that a filter finds, newest first, up to what it held when it was asked for; read in
 * batches, so that whoever writes meanwhile is never waited for. Audited when it begins, and when it ends or stops
 * (`cortado`: whoever asked for it left, or may not go on), with how many entries went out.
 * @param mayGoOn whether who asked for it still may: a suspended person gets no more of it.
 * @throws {PowerMissing}
 */
export async function exportAudit(
  deps: Pick<Deps, 'store' | 'clock' | 'cipher' | 'fingerprints'>,
  context: StaffContext,
  asked: AuditAsked,
  mayGoOn: () => Promise<boolean>,
): Promise<AsyncIterable<ExportedEntry[]>> {
  requirePower(context, 'exportar_bitacora')
  const { store, clock } = deps
  const { query, cuentaId } = await store.read((queries) => auditQuery(deps, queries, asked))
  const record = (result: AuditResult, count?: number) =>
    store.transaction((uow) =>
      recordAudit(uow, context, clock.now(), 'bitacora_exportada', {
        cuentaId,
        result,
        detail: { ...detailOf(asked), ...(count !== undefined && { cuantas: count }) },
      }),
    )
  const { last } = await store.read(({ audit }) => audit.readMark())
  await record('iniciado')
  return batches()

  async function* batches(): AsyncGenerator<ExportedEntry[]> {
    const names = new Map<string, string>()
    let before = last + 1
    let count = 0
    let isWhole = false
    try {
      for (let batch = 1; ; batch++) {
        const found = await store.read(async ({ audit, funcionarios }) => {
          const entries = await audit.findEntries({ ...query, before }, BATCH)
          const unknown = entries.map(({ actor }) => actor).filter((actor) => !names.has(actor))
          for (const [actor, name] of await findDoers({ funcionarios }, unknown)) names.set(actor, name)
          return entries.map((entry) => ({ ...entry, doer: names.get(entry.actor) ?? '' }))
        })
        before = found.at(-1)?.number ?? 0
        if (found.length > 0) yield found
        count += found.length
        isWhole = found.length < BATCH
        if (isWhole || (batch % BATCHES_PER_LOOK === 0 && !(await mayGoOn()))) return
      }
    } finally {
      await record(isWhole ? 'bien' : 'cortado', count)
    }
  }
}
