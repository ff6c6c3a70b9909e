import type { Perfil } from '../../domain/perfil.ts'
import { isDailyEvent } from '../../domain/staff/panel.ts'
import { todayInChile } from '../../domain/values/fecha.ts'
import type { DailyCount, Deps, StoredAuditEntry, UnitOfWork } from '../ports.ts'

const BATCH = 500

/**
 * Counts what happened on each day of Chile from the entries that the audit got since it last did, each once, on
 * whichever node (product.md “Supervisors”).
 * @returns whether there may be more.
 */
export async function countDays({ store }: Pick<Deps, 'store'>): Promise<boolean> {
  const isDue = await store.read(
    async ({ audit, supervision }) => (await audit.readMark()).last > (await supervision.readCounted()),
  )
  if (!isDue) return false
  return store.transaction(async (uow) => {
    const counted = await uow.supervision.lockCounted()
    const entries = await uow.audit.findAfter(counted, BATCH)
    const last = entries.at(-1)?.number
    if (last === undefined) return false
    await uow.supervision.addCounts(await countsOf(uow, entries), last)
    return entries.length === BATCH
  })
}

async function countsOf(uow: UnitOfWork, entries: readonly StoredAuditEntry[]): Promise<DailyCount[]> {
  const counts = new Map<string, DailyCount>()
  const perfiles = new Map<string, Perfil | null>()
  for (const { at, event, result, cuentaId } of entries) {
    if (!isDailyEvent(event) || (result !== 'bien' && event !== 'aviso_abandonado')) continue
    if (cuentaId !== null && !perfiles.has(cuentaId))
      perfiles.set(cuentaId, (await uow.cuentas.findById(cuentaId))?.perfil ?? null)
    const perfil = cuentaId === null ? null : (perfiles.get(cuentaId) ?? null)
    const day = todayInChile(at)
    const key = [day, event, perfil].join()
    counts.set(key, { day, event, perfil, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
}
